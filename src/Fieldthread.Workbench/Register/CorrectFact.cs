using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Register;

/// <summary>States a name, a code, a relation or an attribute of an organisation that no list has. It stands beside what lists say, with its reason, its source and the day on which it was known.</summary>
/// <param name="Organisation">Its key, or a code that it bore.</param>
/// <param name="What">A name, a code, a relation, an attribute, or when it was there on a track.</param>
/// <param name="Value">The name, the code, the other organisation by its key or a code, or what the attribute was; nothing for when it was there.</param>
/// <param name="Reason">Why it is stated.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="From">Partial date from which it held; null where not known.</param>
/// <param name="To">Partial date of its last day; null while it is so.</param>
/// <param name="Scheme">Of a code, who gives it; may be empty.</param>
/// <param name="Relation">Of a relation, what it is to the other, read from the subject.</param>
/// <param name="Known">Partial date on which it was known; today where null.</param>
/// <param name="Track">On which track; in force where nothing else is said.</param>
/// <param name="Attribute">Of an attribute, which.</param>
[Act("state-fact", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the organisation, the value, the relation, the reason or the source is empty")]
[Refuses("unknown", "there is no such organisation")]
[Refuses("ambiguous", "several organisations bear the code")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("same", "the register has it so already")]
[Refuses("no-track", "it tells when the organisation was there, and of no track")]
[Refuses("overlap", "the same stands over a part of the time, or a member would be under two groups at once where its list has it under one")]
[Refuses("outside-life", "the relation would begin before one of the two existed, or after it had closed")]
[Refuses("itself", "an organisation would be related to itself")]
public sealed record StateFact(
    string Organisation, FactKind What, string Value, string Reason, string Source, string? From = null, string? To = null, string Scheme = "", string Relation = Membership.MemberOf, string? Known = null,
    Track Track = Track.InForce, string Attribute = "") : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var asked = await FactAsked.OfAsync(acting, Organisation, What);
        var stated = await asked.StatedAsync(Value, What == FactKind.Code ? Scheme : What == FactKind.Attribute ? Attribute : Relation, RegisterDates.Read(From, To), Track);
        var correcting = await Correcting.OfAsync(acting);
        await asked.RefuseAsync(correcting, stated, null);
        return await correcting.MakeAsync(CorrectFact.Thing(What, Track), asked.Organisation.Key, asked.Organisation.Id, RegisterData.None, stated.Data(What, asked.Organisation.Key), Reason, Source, Known);
    }
}

/// <summary>Corrects or closes a name, a code, a relation or an attribute of an organisation. Lists still say what they said; the study’s word stands before them.</summary>
/// <param name="Organisation">Its key, or a code that it bore.</param>
/// <param name="What">A name, a code, a relation, an attribute, or when it was there on a track.</param>
/// <param name="Fact">The one that is meant, as it stands: the name, the code, the other organisation; or its id.</param>
/// <param name="Reason">Why it is corrected.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="Value">What it is; null as it stands.</param>
/// <param name="From">Partial date from which it held; null as it stands, empty for not known.</param>
/// <param name="To">Partial date of its last day; null as it stands, empty for still so.</param>
/// <param name="Scheme">Of a code, who gives it; null as it stands.</param>
/// <param name="Relation">Of a relation, what it is to the other; null as it stands.</param>
/// <param name="Since">Partial date of the first day of the one that is meant, where the same held several times; null for the only one.</param>
/// <param name="Known">Partial date on which it was known; today where null.</param>
/// <param name="Track">On which track; in force where nothing else is said.</param>
[Act("correct-fact", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the organisation, the fact, a value, the reason or the source is empty")]
[Refuses("unknown", "there is no such organisation")]
[Refuses("ambiguous", "several organisations bear the code, or the organisation has the same fact several times")]
[Refuses("no-fact", "the organisation has no such name, code or relation")]
[Refuses("bad-date", "a date is no date of the calendar, or it would end before it begins")]
[Refuses("same", "it corrects nothing")]
[Refuses("overlap", "the same stands over a part of the time, or a member would be under two groups at once where its list has it under one")]
[Refuses("outside-life", "the relation would begin before one of the two existed, or after it had closed")]
[Refuses("itself", "an organisation would be related to itself")]
[Refuses("known-before", "it was known before what it corrects")]
public sealed record CorrectFact(
    string Organisation, FactKind What, string Fact, string Reason, string Source, string? Value = null, string? From = null, string? To = null, string? Scheme = null, string? Relation = null, string? Since = null, string? Known = null,
    Track Track = Track.InForce) : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var asked = await FactAsked.OfAsync(acting, Organisation, What);
        var fact = await asked.FindAsync(Fact, Since, Track);
        var when = RegisterDates.Read(From ?? fact.When.From?.ToString(), To ?? fact.When.Last?.ToString());
        var stated = await asked.StatedAsync(Value ?? fact.Value, (What == FactKind.Code ? Scheme : What == FactKind.Relation ? Relation : null) ?? fact.Of, when, fact.Track);
        var correcting = await Correcting.OfAsync(acting);
        await asked.RefuseAsync(correcting, stated, fact);
        var key = asked.Organisation.Key;
        return await correcting.MakeAsync(Thing(What, fact.Track), key, asked.Organisation.Id, fact.Data(What, key), stated.Data(What, key), Reason, Source, Known);
    }

    internal static CorrectedThing Thing(FactKind what, Track track) => track != Track.InForce ? CorrectedThing.Attribute : what switch { FactKind.Name => CorrectedThing.Name, FactKind.Code => CorrectedThing.Code, FactKind.Relation => CorrectedThing.Relation, _ => CorrectedThing.Attribute };
}

/// <summary>Takes back a name, a code, a relation or an attribute of an organisation: it was never so. Lists that say it still say it.</summary>
/// <param name="Organisation">Its key, or a code that it bore.</param>
/// <param name="What">A name, a code, a relation, an attribute, or when it was there on a track.</param>
/// <param name="Fact">The one that is meant, as it stands; or its id.</param>
/// <param name="Reason">Why it is taken back.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="Since">Partial date of the first day of the one that is meant, where the same held several times; null for the only one.</param>
/// <param name="Known">Partial date on which it was known; today where null.</param>
/// <param name="Track">On which track; in force where nothing else is said.</param>
[Act("take-back-fact", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the organisation, the fact, the reason or the source is empty")]
[Refuses("unknown", "there is no such organisation")]
[Refuses("ambiguous", "several organisations bear the code, or the organisation has the same fact several times")]
[Refuses("no-fact", "the organisation has no such name, code or relation")]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("known-before", "it was known before what it takes back")]
public sealed record TakeBackFact(string Organisation, FactKind What, string Fact, string Reason, string Source, string? Since = null, string? Known = null, Track Track = Track.InForce) : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var asked = await FactAsked.OfAsync(acting, Organisation, What);
        var fact = await asked.FindAsync(Fact, Since, Track);
        var correcting = await Correcting.OfAsync(acting);
        return await correcting.MakeAsync(CorrectFact.Thing(What, fact.Track), asked.Organisation.Key, asked.Organisation.Id, fact.Data(What, asked.Organisation.Key), RegisterData.None, Reason, Source, Known);
    }
}
