using Fieldthread.Core.Surveys;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Surveys;

/// <summary>One bringing-in of a survey’s tables.</summary>
[Table("survey_imports", "import of a survey")]
public sealed class SurveyImport : Evidence
{
    /// <summary>Name of the file or folder.</summary>
    public string FileName { get; set; } = "";

    /// <summary>The reader’s remarks as JSON; they name rows and codes, and a cell that should have been a date or a code.</summary>
    [Words(Erased = "[]")]
    public string Remarks { get; set; } = "[]";
}

/// <summary>One round of a survey.</summary>
[Table("waves", "wave")]
[NoTwoAlike(nameof(Wave.Key))]
public sealed class Wave : Evidence
{
    /// <summary>Its number, unique in the study.</summary>
    public string Key { get; set; } = "";

    /// <summary>Name as listed.</summary>
    public string Name { get; set; } = "";

    /// <summary>Partial date from which it could be answered.</summary>
    public string? Opens { get; set; }

    /// <summary>Partial date until which it could be.</summary>
    public string? Closes { get; set; }

    /// <summary>Day as at which the register says who is asked, as 2021-03-01.</summary>
    public string Reference { get; set; } = "";

    /// <summary>The import that brought it.</summary>
    [RefersTo(typeof(SurveyImport))]
    public Guid ImportId { get; set; }
}

/// <summary>What is asked; its identity outlives its wording.</summary>
[Table("items", "item")]
[NoTwoAlike(nameof(Item.Key))]
public sealed class Item : Evidence
{
    /// <summary>Short name, unique in the study.</summary>
    public string Key { get; set; } = "";

    /// <summary>What kind of answer it takes.</summary>
    public ItemKind Kind { get; set; }

    /// <summary>The options in their order, as a JSON list.</summary>
    public string Options { get; set; } = "[]";

    /// <summary>Place among the items, from 1.</summary>
    public int Ordinal { get; set; }
}

/// <summary>The words in which a wave asked an item; a wave without a row did not ask it.</summary>
[Table("item_wordings", "wording of an item")]
public sealed class ItemWording : Evidence
{
    /// <summary>Which item.</summary>
    [RefersTo(typeof(Item))]
    public Guid ItemId { get; set; }

    /// <summary>Which wave.</summary>
    [RefersTo(typeof(Wave))]
    public Guid WaveId { get; set; }

    /// <summary>The question.</summary>
    public string Question { get; set; } = "";
}

/// <summary>A post from which a survey is answered.</summary>
[Table("posts", "post")]
[NoTwoAlike(nameof(Post.Respondent))]
public sealed class Post : Evidence
{
    /// <summary>Its code, unique in the study.</summary>
    public string Respondent { get; set; } = "";

    /// <summary>Code of its organisation, as the file has it; what it means in the register is asked for the day (<see cref="Studies.IOrganisationsAsAt"/>).</summary>
    public string Organisation { get; set; } = "";

    /// <summary>Partial date of its first day.</summary>
    public string? Starts { get; set; }

    /// <summary>Partial date from which it is no more.</summary>
    public string? Ends { get; set; }

    /// <summary>Codes of the posts that it follows, as a JSON list.</summary>
    public string Follows { get; set; } = "[]";
}

/// <summary>A line of a wave’s frame.</summary>
[Table("frame_entries", "line of a frame")]
public sealed class FrameEntry : Evidence
{
    /// <summary>Which wave.</summary>
    [RefersTo(typeof(Wave))]
    public Guid WaveId { get; set; }

    /// <summary>Code of the respondent’s post.</summary>
    public string Respondent { get; set; } = "";

    /// <summary>Code of the organisation, as the file has it.</summary>
    public string Organisation { get; set; } = "";

    /// <summary>What became of asking.</summary>
    public Disposition Disposition { get; set; }
}

/// <summary>That a respondent answered a wave.</summary>
[Table("responses", "response")]
public sealed class Response : Evidence
{
    /// <summary>Which wave.</summary>
    [RefersTo(typeof(Wave))]
    public Guid WaveId { get; set; }

    /// <summary>Code of the respondent’s post.</summary>
    public string Respondent { get; set; } = "";

    /// <summary>Code of the organisation, as the file has it.</summary>
    public string Organisation { get; set; } = "";

    /// <summary>Day or instant of sending, in the form in which texts sort as times do.</summary>
    public string? Submitted { get; set; }
}

/// <summary>What a response says to an item, as written. An item without an answer has no row.</summary>
[Table("answers", "answer")]
public sealed class Answer : Evidence
{
    /// <summary>Which response.</summary>
    [RefersTo(typeof(Response))]
    public Guid ResponseId { get; set; }

    /// <summary>Which item.</summary>
    [RefersTo(typeof(Item))]
    public Guid ItemId { get; set; }

    /// <summary>The option, the number, or the words.</summary>
    [Words]
    public string Value { get; set; } = "";
}

/// <summary>The source that holds the answers to an open item of a wave, so that they can be coded.</summary>
[Table("open_answer_texts", "text of open answers")]
public sealed class OpenAnswerText : Evidence
{
    /// <summary>Which wave.</summary>
    [RefersTo(typeof(Wave))]
    public Guid WaveId { get; set; }

    /// <summary>Which item.</summary>
    [RefersTo(typeof(Item))]
    public Guid ItemId { get; set; }

    /// <summary>The source. Sources belong to a room to the right, so this is a bare id.</summary>
    public Guid SourceId { get; set; }
}
