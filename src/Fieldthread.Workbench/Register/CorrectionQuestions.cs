using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>What the study states of its register against lists or beside them, with reason and source, newest first.</summary>
/// <param name="Organisation">Only of this organisation; null for all.</param>
/// <param name="Event">Only of the event of this key; empty for all.</param>
[Question("register-corrections", Permission.ReadStudy)]
public sealed record RegisterCorrections(Guid? Organisation = null, string Event = "") : Question<IReadOnlyList<CorrectionLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<CorrectionLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var key = (Event ?? "").Trim();
        return
        [
            .. (await VintageIndex.CorrectionsAsync(asking.Context, asking.Cancel)).Where(c => (Organisation is not { } one || c.Row.OrganisationId == one) && (key.Length == 0 || (c.Row.Thing == CorrectedThing.Event && c.Row.Subject == key)))
                .OrderByDescending(c => c.Row.MadeIn).ThenByDescending(c => c.Row.Id).Select(Line),
        ];
    }

    internal static CorrectionLine Line(KeptCorrection c)
    {
        var (was, becomes) = (c.Given.Denies, c.Given.States);
        var what = c.Row.Thing switch
        {
            CorrectedThing.Organisation => Lives(was, becomes).What,
            CorrectedThing.Relation => (becomes.Relations.Concat(was.Relations).First()).Kind,
            CorrectedThing.Attribute => becomes.Facts.Concat(was.Facts).First().What,
            CorrectedThing.Terms => becomes.Terms.Concat(was.Terms).First() is var terms ? $"terms: {terms.Kind} {terms.Object}" : "",
            CorrectedThing.Event => was.Events.Count > 0 && becomes.Events.Count > 0 ? EventInWords.Apart(was.Events[0], becomes.Events[0]).What : "event",
            var thing => thing.ToString().ToLowerInvariant(),
        };
        return new CorrectionLine(c.Row.Id, c.Row.Thing, c.Row.Subject, c.Row.OrganisationId, what, Words(c.Row.Thing, was, becomes, was), Words(c.Row.Thing, was, becomes, becomes), c.Row.Reason, c.Row.Source, c.Row.KnownDate, c.Row.MadeIn);
    }

    private static string Words(CorrectedThing thing, RegisterData was, RegisterData becomes, RegisterData one)
    {
        string Fact(string value, WrittenPeriod when) => $"{value}, {when.InWords}";
        return thing switch
        {
            CorrectedThing.Organisation => ReferenceEquals(one, was) ? Lives(was, becomes).Was : Lives(was, becomes).Becomes,
            CorrectedThing.Event when becomes.Events.Count == 0 => one.Events.Count == 0 ? "" : EventInWords.Of(one.Events[0]),
            CorrectedThing.Event => EventInWords.Apart(was.Events[0], becomes.Events[0]) is var apart && ReferenceEquals(one, was) ? apart.One : apart.Other,
            CorrectedThing.Name => string.Join("; ", one.Names.Select(n => Fact(n.Name, n.When))),
            CorrectedThing.Code => string.Join("; ", one.Codes.Select(n => Fact((n.Scheme.Length > 0 ? n.Scheme + " " : "") + n.Code, n.When))),
            CorrectedThing.Attribute => string.Join("; ", one.Facts.Select(f => f.InWords)),
            CorrectedThing.Terms => string.Join("; ", one.Terms.Select(t => Fact(t.Terms.InWords, t.When))),
            _ => string.Join("; ", one.Relations.Select(r => Fact(r.Object, r.When))),
        };
    }

    private static (string What, string Was, string Becomes) Lives(RegisterData was, RegisterData becomes)
    {
        var (a, b) = (was.Organisations[0], becomes.Organisations[0]);
        (string What, string Was, string Becomes)[] all =
        [
            ("type", a.Type.Length > 0 ? a.Type : "none", b.Type.Length > 0 ? b.Type : "none"), ("opened", a.When.From?.ToString() ?? "not known", b.When.From?.ToString() ?? "not known"),
            ("closed", a.When.Last?.ToString() ?? "open", b.When.Last?.ToString() ?? "open"),
        ];
        var differ = all.Where(x => x.Was != x.Becomes).ToList();
        return (string.Join(", ", differ.Select(x => x.What)), string.Join(", ", differ.Select(x => x.Was)), string.Join(", ", differ.Select(x => x.Becomes)));
    }
}

/// <summary>A statement of the study.</summary>
/// <param name="Id">The correction.</param>
/// <param name="Thing">Of what kind of thing.</param>
/// <param name="Key">Key of the organisation or of the event.</param>
/// <param name="Organisation">The organisation; null for an event.</param>
/// <param name="What">Of what: “name”, “closed”, a relation, “date, cause”.</param>
/// <param name="Was">What is not so; empty where something is only stated.</param>
/// <param name="Becomes">What is so; empty where something is taken back.</param>
/// <param name="Reason">Why.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="Known">Partial date on which it was known.</param>
/// <param name="Act">The act that made it.</param>
public sealed record CorrectionLine(Guid Id, CorrectedThing Thing, string Key, Guid? Organisation, string What, string Was, string Becomes, string Reason, string Source, string Known, long Act);
