using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>Something that is measured of members of the register, period by period.</summary>
[Table("measures", "measure")]
[NoTwoAlike(nameof(Measure.Key))]
public sealed class Measure : Evidence
{
    /// <summary>Short name, unique in the study: “registered-patients”.</summary>
    public string Key { get; set; } = "";

    /// <summary>Title in words.</summary>
    public string Title { get; set; } = "";

    /// <summary>What is counted: “patients”; may be empty.</summary>
    public string Unit { get; set; } = "";

    /// <summary>Whether its figures add up.</summary>
    public MeasureKind Kind { get; set; }

    /// <summary>How long its periods are.</summary>
    public PeriodSpan Span { get; set; }
}

/// <summary>A file of figures that was brought in. Of several that give a figure of one member in one period, the one known last stands, and of those the one brought in last.</summary>
[Table("indicator_imports", "import of figures")]
public sealed class IndicatorImport : Evidence
{
    /// <summary>Of which measure.</summary>
    [RefersTo(typeof(Measure))]
    public Guid MeasureId { get; set; }

    /// <summary>Name of the file.</summary>
    public string FileName { get; set; } = "";

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Partial date on which it was known so: that of the file where it was said, otherwise that of the import.</summary>
    public string Known { get; set; } = "";

    /// <summary>Last day of that, as a day number of the common era.</summary>
    public int KnownDay { get; set; }

    /// <summary>From which columns it was read, as JSON.</summary>
    public string Columns { get; set; } = "";

    /// <summary>How many figures the file has.</summary>
    public int Figures { get; set; }

    /// <summary>How many of them the measure did not have.</summary>
    public int Fresh { get; set; }

    /// <summary>How many of them the measure had otherwise.</summary>
    public int Revised { get; set; }

    /// <summary>The earlier import of the very same file, whose figures stand for this one’s; null where it brought its own.</summary>
    [RefersTo(typeof(IndicatorImport))]
    public Guid? SameAsId { get; set; }

    /// <summary>Remarks as JSON.</summary>
    public string Remarks { get; set; } = "[]";
}

/// <summary>The figures of one period that one import brought: a line each, its cells parted by tabs (<see cref="IndicatorSheets"/>). Never changed once written.</summary>
[Table("indicator_sheets", "sheet of figures")]
public sealed class IndicatorSheet : Evidence
{
    /// <summary>Which import.</summary>
    [RefersTo(typeof(IndicatorImport))]
    public Guid ImportId { get; set; }

    /// <summary>Which measure.</summary>
    [RefersTo(typeof(Measure))]
    public Guid MeasureId { get; set; }

    /// <summary>First day of the period, as a day number of the common era; the measure says how long it is.</summary>
    public int FirstDay { get; set; }

    /// <summary>The figures.</summary>
    public string Figures { get; set; } = "";
}
