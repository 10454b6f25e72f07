using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>Of what the study states something against its lists.</summary>
public enum CorrectedThing
{
    /// <summary>The type of an organisation, when it opened, when it closed.</summary>
    Organisation,

    /// <summary>A name that it bore.</summary>
    Name,

    /// <summary>A code that it bore.</summary>
    Code,

    /// <summary>What it was to another.</summary>
    Relation,

    /// <summary>A change event.</summary>
    Event,

    /// <summary>An attribute, or the time of anything on a track.</summary>
    Attribute,

    /// <summary>The terms of a relation.</summary>
    Terms,
}

/// <summary>What the study itself states of the register, against what it was told or beside it. Lists still say what they said.</summary>
[Table("register_corrections", "correction of the register")]
public sealed class RegisterCorrection : Evidence
{
    /// <summary>Of what.</summary>
    public CorrectedThing Thing { get; set; }

    /// <summary>Key of the organisation or of the event.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The organisation; null for an event.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid? OrganisationId { get; set; }

    /// <summary>What is not so, as <see cref="VintageContent"/> writes it; empty where something is only stated.</summary>
    public string Denies { get; set; } = "";

    /// <summary>What is so; empty where something is taken back.</summary>
    public string States { get; set; } = "";

    /// <summary>True where no list said what is denied: it was entered by hand, and comes back if the correction goes.</summary>
    public bool ByHand { get; set; }

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who or what says so: a document, a person, an order.</summary>
    public string Source { get; set; } = "";

    /// <summary>Partial date on which it was known, as declared.</summary>
    public string KnownDate { get; set; } = "";

    /// <summary>Last day that the date can mean, as a day number of the common era.</summary>
    public int KnownDay { get; set; }

    /// <summary>The newest list over which it stands; null where there was none.</summary>
    [RefersTo(typeof(RegisterVintage))]
    public Guid? ListId { get; set; }

    /// <summary>The act that made it; lists that came in since have it stand over them.</summary>
    public long MadeIn { get; set; }

    /// <summary>The row as the register takes it.</summary>
    /// <param name="order">Its place among all.</param>
    internal Correction Given(int order) => new(KnownDay, order, $"the study {KnownDate} ({Source})", VintageContent.OfText(Denies), VintageContent.OfText(States));
}

/// <summary>A correction with its row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Given">What it states.</param>
internal sealed record KeptCorrection(RegisterCorrection Row, Correction Given);
