using System.CommandLine;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary>Who took part in an event, as options of a command.</summary>
internal sealed class EventPartOptions
{
    private readonly (PartRole Role, Option<string[]> Option)[] roles =
    [
        (PartRole.Before, Who("before", "ended by it")), (PartRole.After, Who("after", "began by it")), (PartRole.Continues, Who("continues", "goes on")), (PartRole.From, Who("from", "gave something")), (PartRole.To, Who("to", "received something")),
        (PartRole.Moved, Who("moved", "was moved")),
    ];

    private readonly Option<string[]> attitude = new("--attitude") { Description = "Attitude of one of them before and after: “MG05=opposed>willing”.", HelpName = "CODE=BEFORE>AFTER", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> share = new("--share") { Description = "Share of one of them that moved, with its basis: “MG08=2/5 practices”.", HelpName = "CODE=SHARE BASIS", DefaultValueFactory = _ => [] };

    /// <summary>Puts the options on a command.</summary>
    public Command On(Command command)
    {
        command.Add(attitude);
        command.Add(share);
        foreach (var (_, option) in roles)
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>Who was named.</summary>
    public List<PartOfEvent> Of(ParseResult parsed)
    {
        var attitudes = parsed.GetValue(attitude)!.Select(a => Pair(a, '>')).ToLookup(a => a.Code, StringComparer.Ordinal);
        var shares = parsed.GetValue(share)!.Select(s => Pair(s, ' ')).ToLookup(s => s.Code, StringComparer.Ordinal);
        var parts = roles.SelectMany(r => parsed.GetValue(r.Option)!.Select(code => new PartOfEvent(code, r.Role, attitudes[code].FirstOrDefault().One ?? "", attitudes[code].FirstOrDefault().Other ?? "", shares[code].FirstOrDefault().One ?? "", shares[code].FirstOrDefault().Other ?? ""))).ToList();
        var unknown = attitudes.Select(a => a.Key).Concat(shares.Select(s => s.Key)).FirstOrDefault(c => parts.TrueForAll(p => p.Organisation != c));
        return unknown is null
            ? parts
            : throw new RefusedException(new Refusal("unknown", $"“{unknown}” has an attitude or a share and takes no part in the event.", "Write it as it stands with --before, --after, --continues, --from, --to or --moved."));
    }

    private static Option<string[]> Who(string role, string was) => new("--" + role) { Description = $"Organisation that {was}: its key or code. Several times for several.", HelpName = "CODE", DefaultValueFactory = _ => [] };

    private static (string Code, string One, string Other) Pair(string given, char between)
    {
        var of = given.Split('=', 2);
        if (of.Length < 2)
        {
            throw new RefusedException(new Refusal("bad-field", $"“{given}” does not say of whom.", "Write the code, an equals sign and the value: “MG05=opposed>willing”, “MG08=2/5 practices”."));
        }

        var values = of[1].Split(between, 2);
        return (of[0].Trim(), values[0].Trim(), values.Length > 1 ? values[1].Trim() : "");
    }
}
