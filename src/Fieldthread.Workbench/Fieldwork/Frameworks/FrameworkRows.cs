using Fieldthread.Workbench.Fieldwork.Classifying;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Frameworks;

/// <summary>A framework matrix: a row a case, a column a code, in each cell what the case says under the code, in the words of whoever charts. Source: Ritchie, J., Spencer, L. (1994), Qualitative data analysis for applied policy research, in Bryman, A., Burgess, R. (eds), Analyzing qualitative data, 173–194.</summary>
[Table("frameworks", "framework matrix")]
[NoTwoAlike(nameof(Framework.Name))]
public sealed class Framework : Evidence
{
    /// <summary>Name, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>What its rows are.</summary>
    public Classified RowsAre { get; set; }

    /// <summary>Only sources of this phase count; null for all.</summary>
    [RefersTo(typeof(Phase))]
    public Guid? PhaseId { get; set; }

    /// <summary>Only participants and sources of this site are rows; null for all.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <summary>What it is for; may repeat a participant’s words.</summary>
    [Words]
    public string Note { get; set; } = "";
}

/// <summary>A column of a framework matrix.</summary>
[Table("framework_columns", "column of a framework matrix")]
[NoTwoAlike(nameof(FrameworkColumn.FrameworkId), nameof(FrameworkColumn.CodeId))]
public sealed class FrameworkColumn : Evidence
{
    /// <summary>Which matrix.</summary>
    [RefersTo(typeof(Framework))]
    public Guid FrameworkId { get; set; }

    /// <summary>Which code.</summary>
    [RefersTo(typeof(Code))]
    public Guid CodeId { get; set; }

    /// <summary>True where codings of the codes below count in.</summary>
    public bool Below { get; set; }

    /// <summary>Its place, from 1.</summary>
    public int Ordinal { get; set; }
}

/// <summary>A cell that somebody wrote.</summary>
[Table("framework_cells", "cell of a framework matrix")]
[NoTwoAlike(nameof(FrameworkCell.FrameworkId), nameof(FrameworkCell.RowId), nameof(FrameworkCell.CodeId))]
public sealed class FrameworkCell : Evidence
{
    /// <summary>Which matrix.</summary>
    [RefersTo(typeof(Framework))]
    public Guid FrameworkId { get; set; }

    /// <summary>The site, participant or source of its row.</summary>
    public Guid RowId { get; set; }

    /// <summary>The code of its column.</summary>
    [RefersTo(typeof(Code))]
    public Guid CodeId { get; set; }

    /// <summary>What the case says under the code; may repeat a participant’s words.</summary>
    [Words]
    public string Summary { get; set; } = "";

    /// <summary>Who wrote it last; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AuthorId { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset WrittenAt { get; set; }

    /// <summary>How many codings the cell had then.</summary>
    public int Codings { get; set; }
}

/// <summary>That a coding stands behind the summary of a cell. Where the coding goes, nothing stands there any more.</summary>
[Table("framework_links", "passage behind a cell")]
[NoTwoAlike(nameof(FrameworkLink.CellId), nameof(FrameworkLink.CodingId))]
public sealed class FrameworkLink : Evidence
{
    /// <summary>Which cell.</summary>
    [RefersTo(typeof(FrameworkCell))]
    public Guid CellId { get; set; }

    /// <summary>Which coding.</summary>
    public Guid CodingId { get; set; }
}
