using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Register;

/// <summary>States something of a type of organisations: what it is called over a time, of which type its members are, which post leads it, or whether it has its members to itself.</summary>
/// <param name="Type">The type, as organisations of the register have it.</param>
/// <param name="Says">What is said of it: label, member, lead or sole.</param>
/// <param name="Value">The label; the type of members; the title of the post; of sole, yes or no.</param>
/// <param name="Reason">Why it is stated.</param>
/// <param name="Source">Who says so: a document, an order, a person.</param>
/// <param name="From">Partial date from which it is so; null for always.</param>
/// <param name="To">Partial date of the last day; null while it is so.</param>
/// <param name="Within">Of a post, in which kind of body; empty for any.</param>
[Act("state-type", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the type, the value, the reason or the source is empty")]
[Refuses("unknown-type", "the register has no organisation of the type, or of the type of the members")]
[Refuses("bad-date", "a date is no date of the calendar, or the time ends before it begins")]
[Refuses("bad-value", "whether it has its members to itself is neither yes nor no")]
[Refuses("same", "the study states it already over a part of the time")]
[Refuses("overlap", "the type has another label, or another rule of the kind, over a part of the time")]
[Refuses("cyclic", "a type would be a member of itself, through others or at once")]
public sealed record StateType(string Type, TypeSays Says, string Value, string Reason, string Source, string? From = null, string? To = null, string Within = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var value = Acting.Given(Value, Says == TypeSays.Label ? "The label" : "What is stated");
        if (Says == TypeSays.Sole && (value = value.ToLowerInvariant()) is not ("yes" or "no"))
        {
            Acting.Refuse("bad-value", $"“{value}” is neither yes nor no.", "Write yes where a member may be in one of them at a time, no where it may be in several.");
        }

        var statement = new TypeStatement(Acting.Given(Type, "The type"), Says, value, Says == TypeSays.Lead ? Acting.Clean(Within) : "", RegisterDates.Read(From, To));
        var (reason, source) = (Acting.Given(Reason, "The reason"), Acting.Given(Source, "The source"));
        return new Added((await TypeStating.OfAsync(acting)).State("", statement, reason, source).Id);
    }
}

/// <summary>Withdraws what the study stated of a type. What was recorded stays in history.</summary>
/// <param name="Statement">The statement.</param>
[Act("withdraw-type-statement", Permission.KeepMaterial, Tells = "register")]
[Refuses("unknown", "there is no such statement")]
public sealed record WithdrawTypeStatement(Guid Statement) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Context.Remove(await acting.FindAsync<StatedType>(Statement));
        return new Added(Statement);
    }
}
