using System.CommandLine;
using Fieldthread.Core.Register;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary>Attributes and terms of relations: <c>register attributes</c>, <c>terms</c>, <c>state-terms</c>, <c>correct-terms</c>, <c>take-back-terms</c>.</summary>
internal static class FurtherCommands
{
    public static IEnumerable<Command> All() => [Attributes(), Terms(), State(), Correct(), TakeBack()];

    internal static Option<Track> Track() => new("--track") { Description = "On which track: announced, legal or operational; what has no time on it counts as in force, and so does all without this.", CustomParser = result => Common.Word<Track>(result, "track") };

    private static Command Attributes()
    {
        var (study, cut, csv, known, vintage, track) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), RegisterCommands.Known(), RegisterCommands.Vintage(), Track());
        var name = new Argument<string>("ATTRIBUTE") { Description = "Which: status, area; without it, all.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
        var at = CorrectionCommands.Date("--at", "As at this date; without it, today.");
        var type = new Option<string>("--type") { Description = "Only organisations of this type.", DefaultValueFactory = _ => "" };
        var counts = new Option<bool>("--counts") { Description = "Print how many organisations have which value, instead of each." };
        return new Command("attributes", "List what lists tell of organisations beyond names, codes and relations: status, area, address.") { name, at, type, track, counts, known, vintage, study, cut, csv }.Does(async session =>
        {
            var p = session.Parsed;
            var table = await session.AskAsync(await session.StudyAsync(study), new RegisterAttributes(p.GetValue(name)!, p.GetValue(at), p.GetValue(type)!, p.GetValue(track), p.GetValue(known), p.GetValue(vintage)), p.GetValue(cut));
            session.Table(p.GetValue(counts) ? FurtherTables.Counts(table) : FurtherTables.Attributes(table), p.GetValue(csv));
            return 0;
        });
    }

    private static Command Terms()
    {
        var (study, cut, csv, known, vintage) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), RegisterCommands.Known(), RegisterCommands.Vintage());
        var code = new Argument<string?>("CODE") { Description = "Only relations of or to this organisation: its code or key.", Arity = ArgumentArity.ZeroOrOne };
        var relation = new Option<string>("--relation") { Description = "Only of this relation: accountable to.", DefaultValueFactory = _ => "" };
        var at = CorrectionCommands.Date("--at", "As at this date; without it, today.");
        return new Command("terms", "List on what terms organisations stand in relations: weights with their shares, accounts with direction, form and sanction, remits.") { code, relation, at, known, vintage, study, cut, csv }.Does(async session =>
        {
            var (p, which) = (session.Parsed, await session.StudyAsync(study));
            Guid? of = p.GetValue(code) is { Length: > 0 } given ? await session.AskAsync(which, new OrganisationCalled(given), p.GetValue(cut)) : null;
            session.Table(FurtherTables.Terms(await session.AskAsync(which, new RegisterTerms(p.GetValue(relation)!, of, p.GetValue(at), p.GetValue(known), p.GetValue(vintage)), p.GetValue(cut))), p.GetValue(csv));
            return 0;
        });
    }

    private static Command State()
    {
        var (study, code, why, o) = (Common.Study(), CorrectionCommands.Organisation(), new CorrectionCommands.Why(), new TermsOptions(stands: false));
        var other = new Argument<string>("OTHER") { Description = "The organisation that the relation is to: its key or code." };
        var relation = new Option<string>("--relation") { Description = "The relation, read from the first; it stands in the register.", DefaultValueFactory = _ => GivenTerms.AccountableTo };
        return o.On(why.On(new Command("state-terms", "State on what terms one organisation stood in a relation to another.") { code, other, relation, study })).Does(session =>
        {
            var p = session.Parsed;
            return CorrectionCommands.DoneAsync(session, study, new StateTerms(
                p.GetValue(code)!, p.GetValue(other)!, why.Reason(p), why.Source(p), p.GetValue(relation)!, p.GetValue(o.Weight), p.GetValue(o.Basis) ?? "", p.GetValue(o.Direction) ?? AccountDirection.Unsaid, p.GetValue(o.Form) ?? "", p.GetValue(o.Sanction) ?? "",
                p.GetValue(o.Remit) ?? "", p.GetValue(o.From), p.GetValue(o.To), why.Known(p)));
        });
    }

    private static Command Correct()
    {
        var (study, id, why, o) = (Common.Study(), Id(), new CorrectionCommands.Why(), new TermsOptions(stands: true));
        return o.On(why.On(new Command("correct-terms", "Correct or end the terms of a relation; the study’s word stands before every list.") { id, study })).Does(session =>
        {
            var p = session.Parsed;
            return CorrectionCommands.DoneAsync(session, study, new CorrectTerms(
                p.GetValue(id), why.Reason(p), why.Source(p), p.GetValue(o.Weight), p.GetValue(o.Basis), p.GetValue(o.Direction), p.GetValue(o.Form), p.GetValue(o.Sanction), p.GetValue(o.Remit), p.GetValue(o.From), p.GetValue(o.To), why.Known(p)));
        });
    }

    private static Command TakeBack()
    {
        var (study, id, why) = (Common.Study(), Id(), new CorrectionCommands.Why());
        return why.On(new Command("take-back-terms", "Take back the terms of a relation: they were never so.") { id, study }).Does(session =>
            CorrectionCommands.DoneAsync(session, study, new TakeBackTerms(session.Parsed.GetValue(id), why.Reason(session.Parsed), why.Source(session.Parsed), why.Known(session.Parsed))));
    }

    private static Argument<Guid> Id() => new("ID") { Description = "The terms, as “register terms” shows them." };

    /// <summary>What terms can tell.</summary>
    private sealed class TermsOptions(bool stands)
    {
        private readonly string without = stands ? " Without it, as it stands; \"\" for nothing." : "";

        public Option<string?> Weight => weight ??= new("--weight") { Description = "What it weighs: 3 or 12.5." + without };

        public Option<string?> Basis => basis ??= new("--basis") { Description = "In what the weight is counted: votes, posts." + without };

        public Option<AccountDirection?> Direction => direction ??= new("--direction") { Description = "Which way an account is given: up, down or across.", CustomParser = result => Common.Word<AccountDirection>(result, "direction") };

        public Option<string?> Form => form ??= new("--form") { Description = "Of what kind the account is: financial, performance." + without };

        public Option<string?> Sanction => sanction ??= new("--sanction") { Description = "What may follow where it is not accepted." + without };

        public Option<string?> Remit => remit ??= new("--remit") { Description = "For what." + without };

        public Option<string?> From => from ??= CorrectionCommands.Date("--from", "From when." + without);

        public Option<string?> To => to ??= CorrectionCommands.Date("--to", "Last day." + without);

        private Option<string?>? weight, basis, form, sanction, remit, from, to;
        private Option<AccountDirection?>? direction;

        public Command On(Command command)
        {
            foreach (var option in new Option[] { Weight, Basis, Direction, Form, Sanction, Remit, From, To })
            {
                command.Add(option);
            }

            return command;
        }
    }
}
