using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>Files of responsibilities that were brought in together.</summary>
[Table("responsibility_imports", "import of responsibilities")]
public sealed class ResponsibilityImport : Evidence
{
    /// <summary>Names of the files.</summary>
    public string FileName { get; set; } = "";

    /// <summary>SHA-256 of the files, in hexadecimal, parted by spaces.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>The levels of the study after it, from the lowest to the highest, as JSON.</summary>
    public string Levels { get; set; } = "[]";

    /// <summary>How many statements the files have.</summary>
    public int Lines { get; set; }

    /// <summary>How many of them the study did not have.</summary>
    public int Fresh { get; set; }

    /// <summary>Remarks as JSON.</summary>
    public string Remarks { get; set; } = "[]";
}

/// <summary>A source’s word that an organisation had an activity at a level over a time. Never changed once written: another word of the same source, known later, stands beside it.</summary>
[Table("responsibilities", "responsibility")]
public sealed class Responsibility : Evidence, IDated
{
    /// <summary>Which import.</summary>
    [RefersTo(typeof(ResponsibilityImport))]
    public Guid ImportId { get; set; }

    /// <summary>Which organisation.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid OrganisationId { get; set; }

    /// <summary>The code or key by which the file names it.</summary>
    public string GivenAs { get; set; } = "";

    /// <summary>Which activity, in the words of the study.</summary>
    public string Activity { get; set; } = "";

    /// <summary>The level.</summary>
    public string Level { get; set; } = "";

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }

    /// <summary>Who says so.</summary>
    public string Source { get; set; } = "";

    /// <summary>In which respect.</summary>
    public ResponsibilityTrack Track { get; set; }

    /// <summary>Partial date on which the source said it; where the file does not say, that of the import.</summary>
    public string Known { get; set; } = "";

    /// <summary>Last day of that, as a day number of the common era.</summary>
    public int KnownDay { get; set; }

    /// <summary>A note; may be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>Its place among the statements of the import, from 1.</summary>
    public int Line { get; set; }
}

/// <summary>A source’s word that an activity could be taken over, over a time; an end is a withdrawal.</summary>
[Table("scoped_activities", "activity that could be taken over")]
public sealed class ScopedActivity : Evidence, IDated
{
    /// <summary>Which import.</summary>
    [RefersTo(typeof(ResponsibilityImport))]
    public Guid ImportId { get; set; }

    /// <summary>Which activity.</summary>
    public string Activity { get; set; } = "";

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }

    /// <summary>Who says so.</summary>
    public string Source { get; set; } = "";

    /// <summary>Partial date on which the source said it; where the file does not say, that of the import.</summary>
    public string Known { get; set; } = "";

    /// <summary>Last day of that, as a day number of the common era.</summary>
    public int KnownDay { get; set; }

    /// <summary>A note; may be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>Its place among the lines of the import, from 1.</summary>
    public int Line { get; set; }
}
