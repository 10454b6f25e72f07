using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>A register that was brought in, with what was guessed or could not be taken. The facts that it brought carry the number of the same act.</summary>
[Table("register_imports", "import of a register")]
public sealed class RegisterImport : Evidence
{
    /// <summary>Names of the files.</summary>
    public string FileName { get; set; } = "";

    /// <summary>Layout of the files.</summary>
    public RegisterLayout Layout { get; set; }

    /// <summary>Remarks as JSON.</summary>
    public string Remarks { get; set; } = "";
}

/// <summary>What one list said, kept as it said it: the register of a day is made of the lists that were known then.</summary>
[Table("register_vintages", "list of a register")]
public sealed class RegisterVintage : Evidence
{
    /// <summary>The import that brought it.</summary>
    [RefersTo(typeof(RegisterImport))]
    public Guid ImportId { get; set; }

    /// <summary>The list that came in before it, whose facts it may have found in the register; imports are taken back in reverse order.</summary>
    [RefersTo(typeof(RegisterVintage))]
    public Guid? PreviousId { get; set; }

    /// <summary>Who says so: the name of the list.</summary>
    public string Source { get; set; } = "";

    /// <summary>Partial date of the list, as declared.</summary>
    public string KnownDate { get; set; } = "";

    /// <summary>Last day that the date can mean, as a day number of the common era.</summary>
    public int KnownDay { get; set; }

    /// <summary>True where the list claims to hold everything of its kind.</summary>
    public bool Whole { get; set; }

    /// <summary>The mapping by which it was read, as JSON; empty for a layout of its own.</summary>
    public string Mapping { get; set; } = "";

    /// <summary>What it says, as <see cref="VintageContent"/> writes it.</summary>
    public byte[] Content { get; set; } = [];
}

/// <summary>Layouts in which a register comes.</summary>
public enum RegisterLayout
{
    /// <summary>The documented tables: organisations.csv, names.csv, codes.csv, relations.csv, events.csv, or a zip of them.</summary>
    Csv,

    /// <summary>The membership file of the NHS Organisation Data Service, epcmem.csv.</summary>
    Epcmem,

    /// <summary>Its list of clinical commissioning groups, eccg.csv.</summary>
    Eccg,

    /// <summary>Its list of practices, epraccur.csv.</summary>
    Epraccur,

    /// <summary>Its list of successions, succ.csv.</summary>
    Succ,

    /// <summary>A table of any layout, CSV or XLSX, with a mapping that says what its columns mean.</summary>
    Mapped,
}

/// <summary>A source that the study goes by before others, where they disagree.</summary>
[Table("register_preferences", "preferred source of the register")]
[NoTwoAlike(nameof(RegisterPreference.Source))]
public sealed class RegisterPreference : Evidence
{
    /// <summary>Name of the source, as its lists bear it.</summary>
    public string Source { get; set; } = "";

    /// <summary>1 for the first that is gone by, 2 for the next.</summary>
    public int Place { get; set; }
}
