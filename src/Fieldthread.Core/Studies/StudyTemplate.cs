namespace Fieldthread.Core.Studies;

/// <summary>With what a new study begins.</summary>
public enum StudyTemplate
{
    /// <summary>With nothing.</summary>
    Empty,

    /// <summary>Case studies over several phases, with survey waves beside them.</summary>
    Longitudinal,

    /// <summary>Realist evaluation: theories elicited, tested, refined.</summary>
    Realist,

    /// <summary>The ethnography of one site.</summary>
    Ethnography,
}

/// <summary>A code of a starter codebook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">When to use it; a heading asks a question.</param>
/// <param name="Below">Codes below it; one with any is a heading.</param>
public sealed record TemplateCode(string Name, string Definition, params IReadOnlyList<TemplateCode> Below);

/// <summary>What a template brings: a way of working, phases without dates, a codebook to start from. All of it can be changed.</summary>
/// <param name="Template">Which.</param>
/// <param name="Name">What it is called.</param>
/// <param name="About">What it brings, in a sentence.</param>
/// <param name="Stance">The way of working that goes with it.</param>
/// <param name="Phases">Names of the phases, in order.</param>
/// <param name="Codes">Codes at the top of the codebook.</param>
public sealed record TemplateContents(StudyTemplate Template, string Name, string About, Stance Stance, IReadOnlyList<string> Phases, IReadOnlyList<TemplateCode> Codes);

/// <summary>The templates that there are.</summary>
/// <remarks>
/// Longitudinal: Saldaña, Longitudinal Qualitative Research (2003), whose questions on change name the codes below “Change”.
/// Realist: Pawson and Tilley, Realistic Evaluation (1997), chapter 3; Wong and others, RAMESES II reporting standards, BMC Medicine 14:96 (2016).
/// Ethnography: Spradley, Participant Observation (1980), chapter 5, the nine dimensions of a social situation.
/// </remarks>
public static class StudyTemplates
{
    /// <summary>All of them, the empty one first.</summary>
    public static IReadOnlyList<TemplateContents> All { get; } =
    [
        new(StudyTemplate.Empty, "Empty", "Nothing: phases, codes and everything else are yours to make.", Stance.Codebook, [], []),
        new(
            StudyTemplate.Longitudinal, "Longitudinal case studies with survey waves", "Three phases, a survey wave to each, and a codebook that asks what changes, what stays and why.", Stance.Codebook,
            ["Phase 1: beginnings", "Phase 2: at work", "Phase 3: looking back"],
            [
                new("Setting", "What was there before, and what surrounds it?", new("History", "What came before the period of the study."), new("Surroundings", "Other organisations, policy, place."), new("Resources", "Money, staff, buildings, time.")),
                new("How it is run", "Who decides, how and with whom?", new("Decisions", "What is decided, by whom, in which way."), new("Leadership", "Who leads, and how it is taken."), new("Members and others", "How those outside the lead take part."), new("Working with others", "Relations to other organisations.")),
                new("Change", "What is different from the time before?", new("Increases and emerges", "What becomes more, or comes new."), new("Ceases and declines", "What becomes less, or ends."), new("Turning points", "Events after which it is another thing."), new("Constant", "What stays although others change.")),
                new("Results", "What came of it, for whom?", new("Intended", "What was meant to come of it."), new("Not intended", "What nobody meant.")),
                new("What the survey asks too", "Talk of what the waves ask, to be read beside the answers."),
            ]),
        new(
            StudyTemplate.Realist, "Realist evaluation", "Three phases in which theories are elicited, tested and refined, and a codebook of context, mechanism and outcome.", Stance.Realist,
            ["Phase 1: eliciting theories", "Phase 2: testing theories", "Phase 3: refining theories"],
            [
                new("Programme theory", "How is it thought to work, by whom?", new("As designed", "What those who made it expect."), new("As told in the field", "What those who work with it expect."), new("Rival explanation", "Another reason for the same outcome.")),
                new("Context", "For whom and in which circumstances?", new("People", "Who they are and what they bring."), new("Relations", "Between those concerned."), new("Institution", "Rules, habits and means of the place."), new("Wider system", "What holds beyond the place.")),
                new("Mechanism", "What about it makes people act otherwise?", new("Resource", "What the programme offers or takes away."), new("Reasoning", "How people take it: their thoughts, wants, feelings.")),
                new("Outcome", "What comes of it?", new("Intended", "What was meant."), new("Not intended", "What nobody meant."), new("None", "Where nothing changes, though it might.")),
                new("Configuration", "A stretch in which context, mechanism and outcome are said together."),
            ]),
        new(
            StudyTemplate.Ethnography, "Ethnography of one site", "Entering, being in and leaving the field, and the nine questions of participant observation as headings.", Stance.Reflexive,
            ["Entering the field", "In the field", "Leaving and writing"],
            [
                new("Space", "Where: the places and what they are like."), new("Actors", "Who is there."), new("Activities", "What they do that belongs together."), new("Objects", "What things are there and are used."), new("Acts", "Single things that somebody does."),
                new("Events", "What is held together as an occasion."), new("Time", "What comes after what, and how long."), new("Goals", "What people try to reach."), new("Feelings", "What is felt and shown."),
                new("The researcher", "What being there does to the field, and the field to who is there.", new("Access", "How doors were opened and closed."), new("My part", "What I did, and how I was taken."), new("Doubts", "What I may have wrong.")),
            ]),
    ];

    /// <summary>What a template brings.</summary>
    public static TemplateContents Of(StudyTemplate template) => All.First(t => t.Template == template);
}
