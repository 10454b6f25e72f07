using System.CommandLine;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary><c>study</c>: begin, list, show.</summary>
internal static class StudyCommands
{
    public static IEnumerable<Command> All()
    {
        var study = new Command("study", "Begin, list, show, export and import studies.") { New(), Steps(), List(), Show() };
        ArchiveCommands.AddTo(study);
        yield return study;
    }

    private static Command New()
    {
        var name = new Argument<string>("NAME") { Description = "Title of the study." };
        var summary = new Option<string>("--summary") { Description = "What it is about.", DefaultValueFactory = _ => "" };
        var stance = new Option<Stance?>("--stance") { Description = "How you work with the material: framework, codebook, reflexive or realist; without it, the template’s way.", CustomParser = result => Common.Word<Stance>(result, "way of working") };
        var template = new Option<StudyTemplate>("--template") { Description = "What it begins with: longitudinal (case studies with survey waves), realist, ethnography (of one site), or empty.", DefaultValueFactory = _ => StudyTemplate.Empty, CustomParser = result => Common.Word<StudyTemplate>(result, "template") };
        return new Command("new", "Begin a study.") { name, summary, stance, template }.Does(async session =>
        {
            var done = await session.DoAsync(0, new StartStudy(session.Parsed.GetValue(name)!, session.Parsed.GetValue(summary)!, session.Parsed.GetValue(stance), Template: session.Parsed.GetValue(template)));
            var line = (await StudyDirectory.ListAsync(session.Workshop.Database, session.Actor, session.Cancel)).First(s => s.Id == done.Study);
            session.Tell(line, l => $"Begun: {l.Name}. Name it “{l.Slug}” in other commands. What comes next: fieldthread study steps {l.Slug}");
            return 0;
        });
    }

    private static Command Steps()
    {
        var name = new Argument<string>("STUDY") { Description = "Short name, title or id." };
        return new Command("steps", "Say what is done and what comes next in setting a study up.") { name }.Does(async session =>
        {
            var steps = await session.AskAsync(await session.StudyAsync(session.Parsed.GetValue(name)!), new StepsOfSetup());
            var next = steps.FirstOrDefault(s => !s.Done);
            session.Table(steps, ("", s => s.Done ? "done" : s == next ? "next" : "open"), ("Step", s => s.Name), ("How it stands", s => s.InWords));
            return 0;
        });
    }

    private static Command List() => new Command("list", "List the studies of this installation.").Does(async session =>
    {
        session.Table(await StudyDirectory.ListAsync(session.Workshop.Database, session.Actor, session.Cancel), ("Study", s => s.Slug), ("Acts", s => s.Acts), ("Title", s => s.Name));
        return 0;
    });

    private static Command Show()
    {
        var name = new Argument<string>("STUDY") { Description = "Short name, title or id." };
        var cut = new Option<string?>("--cut") { Description = "Name of a cut; without it, the study as it is.", HelpName = "NAME" };
        return new Command("show", "Show what a study holds.") { name, cut }.Does(async session =>
        {
            var study = await session.StudyAsync(session.Parsed.GetValue(name)!);
            var at = session.Parsed.GetValue(cut);
            var about = await session.AskAsync(study, new AboutStudy(), at);
            var sources = await session.AskAsync(study, new SourceList(), at);
            var codes = await session.AskAsync(study, new CodebookTree(), at);
            var field = await session.AskAsync(study, new Field(), at);
            session.Tell(
                new { about.Name, about.Summary, about.Stance, about.Head, about.Cuts, sites = field.Sites.Count, participants = field.Participants.Count, encounters = field.Encounters.Count, sources = sources.Count, codes = codes.Count, codings = sources.Sum(s => s.Codings) },
                s => $"{s.Name}\n{s.Summary}\n{Counted.Of(s.sites, "site")}, {Counted.Of(s.participants, "participant")}, {Counted.Of(s.encounters, "encounter")}, {Counted.Of(s.sources, "source")}, {Counted.Of(s.codes, "code")}, {Counted.Of(s.codings, "coding")}.\nCuts: {(s.Cuts.Count == 0 ? "none" : string.Join(", ", s.Cuts))}. The log ends with act {s.Head}.");
            return 0;
        });
    }
}
