using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The types of organisations: what each is called on a day, how many there were, and what the study states of it.</summary>
/// <param name="At">Partial date, of which the first day counts; null for today.</param>
[Question("register-types", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record RegisterTypes(string? At = null) : Question<TypesAnswer>
{
    /// <inheritdoc/>
    public override async Task<TypesAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var register = await RegisterIndex.OfAsync(asking);
        var rows = (await asking.Context.All<StatedType>().AsNoTracking().ToListAsync(asking.Cancel)).OrderBy(s => s.TypeName, StringComparer.Ordinal).ThenBy(s => s.Says).ThenBy(s => s.FromDay ?? int.MinValue).ThenBy(s => s.Id).ToList();
        var (all, live) = (register.Organisations.SelectMany(o => register.TypesOf(o)).ToLookup(t => t, StringComparer.Ordinal), register.LinesOn(day).ToLookup(l => l.Type, StringComparer.Ordinal));
        return new TypesAnswer(
            date,
            [.. register.Types.Union(register.Rules.Types, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(t => new TypeLine(
                t, register.Rules.NameOn(t, day), live[t].Count(), all[t].Count(), [.. register.Rules.MembersIn(t, new Period(day, day + 1))], [.. register.Rules.LeadsOn(t, day).Select(l => l.Within.Length > 0 ? $"{l.Value} in the {l.Within}" : l.Value)],
                register.Rules.Of(t, TypeSays.Sole).LastOrDefault(s => s.When.Period.Holds(day))?.Value == TypeStatement.Yes ? true : register.Rules.Of(t, TypeSays.Sole).Any(s => s.When.Period.Holds(day)) ? false : null))],
            rows.ConvertAll(s => new TypeStatementLine(s.Id, s.TypeName, s.Says, s.Value, s.Within, s.FromDate, s.LastDate, s.Period().Holds(day), s.Reason, s.Source, s.RecordedIn)))
        {
            Changed = [.. register.DatedTypes.Select(register.Find).OfType<Organisation>().Select(o => (Line: OrganisationLine.Of(register, o, day), Life: o.Period())).OrderBy(o => o.Line, OrganisationLine.Order)
                .SelectMany(o => register.TypesOver(o.Line.Id, o.Life).Select(s => new TypeTime(o.Line.Id, o.Line.Key, o.Line.Name, s.Type, Written(s.When.From), Written(s.When.End - 1))))],
        };
    }

    private static string? Written(int? day) => day is { } d ? Vintage.Written(d).ToString() : null;
}

/// <summary>Types of organisations.</summary>
/// <remarks>An organisation that was of several types counts under each on its days.</remarks>
/// <param name="At">The date that it was asked for.</param>
/// <param name="Types">The types.</param>
/// <param name="Statements">What the study states of them, by type.</param>
public sealed record TypesAnswer(string At, IReadOnlyList<TypeLine> Types, IReadOnlyList<TypeStatementLine> Statements)
{
    /// <summary>Organisations with dated types: of what type each was when.</summary>
    public IReadOnlyList<TypeTime> Changed { get; init; } = [];
}

/// <summary>Of what type an organisation was over a time.</summary>
/// <param name="Organisation">Which.</param>
/// <param name="Key">Its key in the register.</param>
/// <param name="Name">What it was called on the day asked for.</param>
/// <param name="Type">The type; empty where none is told.</param>
/// <param name="From">First day, or null where it is not known.</param>
/// <param name="To">Last day, or null while it is so.</param>
public sealed record TypeTime(Guid Organisation, string Key, string Name, string Type, string? From, string? To);

/// <summary>A type on a day.</summary>
/// <param name="Type">Its word in the register.</param>
/// <param name="Name">What it was called on the day.</param>
/// <param name="Live">How many organisations of it there were.</param>
/// <param name="All">How many of all times.</param>
/// <param name="Members">Of which types its members are; empty where it is not stated.</param>
/// <param name="Leads">Which posts lead it.</param>
/// <param name="Sole">Whether it has its members to itself; null where lists decide.</param>
public sealed record TypeLine(string Type, string Name, int Live, int All, IReadOnlyList<string> Members, IReadOnlyList<string> Leads, bool? Sole);

/// <summary>A statement on a type.</summary>
/// <param name="Id">The statement.</param>
/// <param name="Type">Of which type.</param>
/// <param name="Says">What is said.</param>
/// <param name="Value">The label, the type of members, the title of the post, or yes or no.</param>
/// <param name="Within">Of a post, in which kind of body.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
/// <param name="Holds">True where it holds on the day asked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Act">The act that recorded it so.</param>
public sealed record TypeStatementLine(Guid Id, string Type, TypeSays Says, string Value, string Within, string? From, string? To, bool Holds, string Reason, string Source, long Act);

/// <summary>What in the register the rules of types do not have: members of another type, members of two at once, and organisations without the post that leads them on a day.</summary>
/// <param name="At">Partial date, of which the first day counts, on which posts must be held; null for today.</param>
/// <param name="KnownOn">Partial date: only what lists known by its last day say; null for the register as it stands.</param>
[Question("type-troubles", Permission.ReadStudy)]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("no-vintage", "no list of the register was known so early")]
public sealed record TypeTroubles(string? At = null, string? KnownOn = null) : Question<ConflictAnswer>
{
    /// <inheritdoc/>
    public override async Task<ConflictAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var register = await RegisterIndex.OfAsync(asking, new AsKnown(KnownOn, null));
        var data = string.IsNullOrWhiteSpace(KnownOn) ? await StandingAsync(asking, register) : (await VintageIndex.MergedAsync(asking, new AsKnown(KnownOn, null))).Register;
        ConflictKind[] kinds = [ConflictKind.MemberOfOtherType, ConflictKind.Overlap];
        return ConflictAnswer.Of(date, day, register, [.. RegisterTroubles.Of(data, day, register.Rules).Where(c => kinds.Contains(c.Kind)), .. await LeadsAsync(asking, register, day, KnownOn)], null);
    }

    /// <summary>Organisations without their leads, by the bodies that were known then; none where no list of bodies was known so early.</summary>
    internal static async Task<IReadOnlyList<Conflict>> LeadsAsync(Asking asking, RegisterIndex register, int day, string? knownOn)
    {
        var lists = await BodyLists.OfAsync(asking);
        return Studies.Dates.Read(knownOn) is { } date && !lists.Exists(l => l.List.Known <= date.Last.DayNumber) ? [] : LeadTroubles.Of(register, await BodyIndex.OfAsync(asking, knownOn), day);
    }

    private static async Task<RegisterData> StandingAsync(Asking asking, RegisterIndex register)
    {
        static WrittenPeriod When(IDated row) => new(Studies.Dates.Kept(row.FromDate), Studies.Dates.Kept(row.LastDate));
        var keys = register.Organisations.ToDictionary(o => o.Id, o => o.Key);
        var relations = await asking.Context.All<Relation>().AsNoTracking().ToListAsync(asking.Cancel);
        return RegisterData.None with
        {
            Organisations = [.. register.Organisations.Select(o => new GivenOrganisation(o.Key, o.Type, When(o)))],
            Facts = [.. register.Further.Where(f => f.IsType).Select(f => f.Given(id => keys[id]))],
            Relations = [.. relations.Select(r => new GivenRelation(keys[r.SubjectId], r.Kind, keys[r.ObjectId], When(r)))],
        };
    }
}
