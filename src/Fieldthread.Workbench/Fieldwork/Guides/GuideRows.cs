using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Guides;

/// <summary>Something that the study wants to find out, by which questions of guides are tied to what is sought.</summary>
[Table("lines_of_inquiry", "line of inquiry")]
[NoTwoAlike(nameof(LineOfInquiry.Label))]
public sealed class LineOfInquiry : Evidence
{
    /// <summary>Short code, unique in the study: <c>money</c>.</summary>
    public string Label { get; set; } = "";

    /// <summary>What is sought.</summary>
    public string Sought { get; set; } = "";

    /// <summary>Place in the list, from 1.</summary>
    public int Ordinal { get; set; }
}

/// <summary>A topic guide; its questions are in its versions.</summary>
[Table("topic_guides", "topic guide")]
[NoTwoAlike(nameof(TopicGuide.Title))]
public sealed class TopicGuide : Evidence
{
    /// <summary>Title, unique in the study.</summary>
    public string Title { get; set; } = "";
}

/// <summary>A version of a topic guide. Once an encounter used it, its questions stay as they are.</summary>
[Table("guide_versions", "version of a topic guide")]
[NoTwoAlike(nameof(GuideVersion.GuideId), nameof(GuideVersion.Number))]
public sealed class GuideVersion : Evidence
{
    /// <summary>Which guide.</summary>
    [RefersTo(typeof(TopicGuide))]
    public Guid GuideId { get; set; }

    /// <summary>From 1.</summary>
    public int Number { get; set; }

    /// <summary>Partial date from which it was used.</summary>
    public string Day { get; set; } = "";

    /// <summary>Who brought it in.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AuthorId { get; set; }

    /// <summary>What is new in it, and why.</summary>
    public string Note { get; set; } = "";
}

/// <summary>A question of a version.</summary>
[Table("guide_questions", "question of a topic guide")]
public sealed class GuideQuestion : Evidence
{
    /// <summary>Which version.</summary>
    [RefersTo(typeof(GuideVersion))]
    public Guid VersionId { get; set; }

    /// <summary>From 1.</summary>
    public int Ordinal { get; set; }

    /// <summary>Heading that it stands under; empty for none.</summary>
    public string Section { get; set; } = "";

    /// <summary>The question.</summary>
    public string Asks { get; set; } = "";

    /// <summary>Prompts, a line each.</summary>
    public string Prompts { get; set; } = "";
}

/// <summary>That a question asks after a line of inquiry.</summary>
[Table("question_lines", "link of a question to a line of inquiry")]
[NoTwoAlike(nameof(QuestionLine.QuestionId), nameof(QuestionLine.LineId))]
public sealed class QuestionLine : Evidence
{
    /// <summary>Which question.</summary>
    [RefersTo(typeof(GuideQuestion))]
    public Guid QuestionId { get; set; }

    /// <summary>After which line.</summary>
    [RefersTo(typeof(LineOfInquiry))]
    public Guid LineId { get; set; }
}
