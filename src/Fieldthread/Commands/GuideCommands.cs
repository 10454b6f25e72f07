using System.CommandLine;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.FieldNotes;
using Fieldthread.Workbench.Fieldwork.Guides;

namespace Fieldthread.Commands;

/// <summary><c>guide</c>: topic guides, their versions, and the lines of inquiry that they ask after.</summary>
internal static class GuideCommands
{
    public static IEnumerable<Command> All() =>
    [
        new Command("guide", "Keep topic guides in versions, and what they ask after.") { List(), Show(), Add(), Version(), Diff(), Lines(), Line(), Asked() },
        .. EncounterCommands.All(), .. ParticipantCommands.All(),
    ];

    private static Command List()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("list", "List guides with their versions.") { study, cut, csv }.Does(async session =>
        {
            session.Table(GuideTables.Guides(await session.AskAsync(await session.StudyAsync(study), new TopicGuides(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Show()
    {
        var (guide, study, cut) = (Guide(), Common.Study(), RegisterCommands.Cut());
        var number = new Option<int?>("--number") { Description = "Which version; without it, the newest.", HelpName = "N" };
        return new Command("show", "Show a version as text that can be brought in again.") { guide, number, study, cut }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            session.Tell(await session.AskAsync(at, new ShowGuide(await FindAsync(session, at, session.Parsed.GetValue(guide)!), session.Parsed.GetValue(number)), session.Parsed.GetValue(cut)), g => g.Text.TrimEnd());
            return 0;
        });
    }

    private static Command Add()
    {
        var title = new Argument<string>("TITLE") { Description = "Title: for whom it is." };
        var study = Common.Study();
        return new Command("add", "Begin a guide.") { title, study }.Does(async session =>
        {
            session.Tell(await session.DoAsync(await session.StudyAsync(study), new AddGuide(session.Parsed.GetValue(title)!)), d => $"Begun by act {d.Act}. Give it its first version with: fieldthread guide version.");
            return 0;
        });
    }

    private static Command Version()
    {
        var (guide, study) = (Guide(), Common.Study());
        var file = new Argument<FileInfo>("FILE") { Description = "The questions: .docx, .odt, .rtf, .txt, .md, .html. A heading begins with “# ”, a prompt with a dash." };
        var day = new Option<string>("--day") { Description = "From when it is used; without it, today.", HelpName = "DATE", DefaultValueFactory = _ => "" };
        var note = new Option<string>("--note") { Description = "What is new in it, and why.", HelpName = "WORDS", DefaultValueFactory = _ => "" };
        return new Command("version", "Add a version to a guide from a document.") { guide, file, day, note, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var path = p.GetValue(file)!;
            var done = await session.DoAsync(at, new ImportGuideVersion(await FindAsync(session, at, p.GetValue(guide)!), new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel)), p.GetValue(day)!, p.GetValue(note)!), $"Reading {path.Name}");
            session.Tell(done, d => $"Version {d.Answer.Number} by act {d.Act}: {Counted.Of(d.Answer.Questions, "question")}, {d.Answer.Linked} of them tied to a line of inquiry{(d.Answer.FromBefore > 0 ? $", {d.Answer.FromBefore} as in the version before" : "")}.");
            return 0;
        });
    }

    private static Command Diff()
    {
        var (guide, study) = (Guide(), Common.Study());
        var from = new Option<int?>("--from") { Description = "The former version; without it, the one before the later.", HelpName = "N" };
        var to = new Option<int?>("--to") { Description = "The later; without it, the newest.", HelpName = "N" };
        return new Command("diff", "Show where two versions differ.") { guide, from, to, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            session.Tell(await session.AskAsync(at, new CompareGuideVersions(await FindAsync(session, at, p.GetValue(guide)!), p.GetValue(from), p.GetValue(to))), c => string.Join('\n', c.Lines
                .SelectMany(l => new[] { (Sign: "-", Side: l.Before), (Sign: "+", Side: l.After) }.Where(s => s.Side.Count > 0).Select(s => $"{s.Sign} {string.Concat(s.Side.Select(part => part.Words)).TrimEnd('\n').ReplaceLineEndings($"\n{s.Sign} ")}"))
                .Prepend($"Versions {c.From} and {c.To}: {Counted.Of(c.Changes, "change")}.")));
            return 0;
        });
    }

    private static Command Lines()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("lines", "List the lines of inquiry, and how far each was asked after.") { study, cut, csv }.Does(async session =>
        {
            session.Table(GuideTables.Lines(await session.AskAsync(await session.StudyAsync(study), new LinesOfInquiry(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Asked()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("asked", "List each line of inquiry with each encounter whose guide asks after it.") { study, cut, csv }.Does(async session =>
        {
            session.Table(GuideTables.Asked(await session.AskAsync(await session.StudyAsync(study), new LinesOfInquiry(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Line()
    {
        var label = new Argument<string>("CODE") { Description = "Short code, as it stands in brackets behind a question." };
        var sought = new Argument<string>("SOUGHT") { Description = "What is sought." };
        var study = Common.Study();
        return new Command("line", "Add a line of inquiry.") { label, sought, study }.Does(async session =>
        {
            session.Tell(await session.DoAsync(await session.StudyAsync(study), new AddLineOfInquiry(session.Parsed.GetValue(label)!, session.Parsed.GetValue(sought)!)), d => $"Added by act {d.Act}.");
            return 0;
        });
    }

    private static Argument<string> Guide() => new("GUIDE") { Description = "Title of the guide." };

    private static async Task<Guid> FindAsync(Session session, int study, string title)
    {
        var guides = await session.AskAsync(study, new TopicGuides());
        return guides.FirstOrDefault(g => g.Title == title.Trim())?.Id ?? guides.FirstOrDefault(g => g.Title.Equals(title.Trim(), StringComparison.OrdinalIgnoreCase))?.Id
            ?? throw new RefusedException(new Refusal("unknown", $"There is no topic guide “{title}” in this study.", guides.Count == 0 ? "There is none at all yet." : $"There {(guides.Count == 1 ? "is" : "are")}: {string.Join("; ", guides.Select(g => g.Title))}."));
    }
}
