using System.CommandLine;
using Fieldthread.Core.Fieldwork.AutoCoding;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.AutoCoding;
using Fieldthread.Workbench.Fieldwork.Guides;

namespace Fieldthread.Commands;

/// <summary><c>autocode</c>: coding by words, pattern, speaker, question or survey item, looked at first and taken back whole.</summary>
internal static class AutoCodeCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("autocode", "Code by rule: by words, a pattern, speakers, questions or survey items. One undo takes a run back.")
        {
            Way(AutoWay.Words, "words", "WORDS", "Words and phrases, any of them: whole words; * stands for any letters, ? for one.", AutoTake.Sentence),
            Way(AutoWay.Pattern, "pattern", "PATTERN", "A regular expression: \"/merg(er|ed)/i\".", AutoTake.Sentence),
            Way(AutoWay.Speaker, "speaker", "LABELS", "Labels of speakers as the texts have them; or none, and --role or --participant.", AutoTake.Turn),
            Way(AutoWay.Question, "question", "QUESTIONS", "Words of questions or headings; or none, and --guide.", AutoTake.Answer),
            Way(AutoWay.Item, "item", "ITEMS", "Keys of open items of the survey.", AutoTake.Turn),
            List(), Show(),
        };
    }

    private static Command Way(AutoWay way, string name, string argument, string description, AutoTake usual)
    {
        var look = new Argument<string[]>(argument) { Description = description, Arity = ArgumentArity.ZeroOrMore };
        var take = new Option<AutoTake>("--take") { Description = $"How much is coded: words, sentence, paragraph, turn{(way == AutoWay.Question ? ", answer" : "")}; without it, {usual.ToString().ToLowerInvariant()}.", HelpName = "PART", CustomParser = r => Common.Word<AutoTake>(r, "part of a text"), DefaultValueFactory = _ => usual };
        var (code, made, under) = (new Option<string?>("--code") { Description = "The code, by its path or name.", HelpName = "CODE" }, new Option<string?>("--new") { Description = "Name of a new code.", HelpName = "NAME" }, new Option<string?>("--under") { Description = "The code below which new ones are made.", HelpName = "CODE" });
        var each = new Option<bool>("--each") { Description = "A code of its own for each of what is looked for." };
        var guide = new Option<string?>("--guide") { Description = "A topic guide whose newest questions are looked for.", HelpName = "TITLE" };
        var toQuestion = new Option<bool>("--to-question") { Description = "An answer goes on until another of the questions, past other words of the team." };
        var (site, phase, kind, role, participant, source, attribute, value) = (Many("--site", "Only at this site"), Many("--phase", "Only in this phase"), Many("--kind", "Only in this kind of encounter"), Many("--role", "Only where this role speaks"), Many("--participant", "Only where this participant speaks"), Many("--source", "Only in this source"), new Option<string?>("--attribute") { Description = "Only where this attribute has --value.", HelpName = "NAME" }, Many("--value", "Value of the attribute"));
        var csv = new Option<bool>("--csv") { Description = "With --preview: a row a stretch, as CSV on standard output." };
        var (preview, note, study) = (new Option<bool>("--preview") { Description = "Show what would be coded and code nothing." }, new Option<string?>("--note") { Description = "Why it is run; kept with the run.", HelpName = "WORDS" }, Common.Study());
        var command = new Command(name, $"Code by {(way == AutoWay.Item ? "survey item" : name)}.") { look, take, code, made, under, each, site, phase, kind, role, participant, source, attribute, value, preview, note, study, csv };
        if (way == AutoWay.Question)
        {
            command.Add(guide);
            command.Add(toQuestion);
        }

        return command.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var asked = new AutoCodePreview(
                way, p.GetValue(look), p.GetValue(take), await CodeAsync(session, at, p.GetValue(code)), p.GetValue(made), await CodeAsync(session, at, p.GetValue(under)), p.GetValue(each),
                way == AutoWay.Question && p.GetValue(guide) is { } title ? await VersionAsync(session, at, title) : null, way == AutoWay.Question && p.GetValue(toQuestion),
                p.GetValue(site), p.GetValue(phase), p.GetValue(kind), p.GetValue(role), p.GetValue(participant), p.GetValue(source), p.GetValue(attribute), p.GetValue(value), Show: 500);
            if (p.GetValue(preview))
            {
                if (p.GetValue(csv))
                {
                    session.Table(AutoCodeTables.Preview(await session.AskAsync(at, asked with { Leaving = true, Show = int.MaxValue })), csv: true);
                    return 0;
                }

                session.Tell(await session.AskAsync(at, asked), InWords);
                return 0;
            }

            var done = await session.DoAsync(at, new AutoCode(
                asked.Way, asked.Look, asked.Take, asked.Code, asked.NewCode, asked.Under, asked.Each, asked.Guide, asked.ToQuestion, asked.Site, asked.Phase, asked.Kind, asked.Role, asked.Participant, asked.Source, asked.Attribute, asked.Value, Note: p.GetValue(note)));
            var slug = await session.SlugAsync(at);
            session.Tell(done, d => $"Coded as act {d.Act}: {Counted.Of(d.Answer.Codings, "coding")} in {Counted.Of(d.Answer.Sources, "source")}{(d.Answer.Already > 0 ? $"; {d.Answer.Already} passed over" : "")}. Take it back with: fieldthread do undo-act act={d.Act} --study {slug}");
            return 0;
        });
    }

    private static string InWords(AutoPreview shown) => string.Join('\n', shown.Hits.Where(h => !h.Already).Select(h => $"{h.Number,5}  {h.SourceName}{(h.Speaker is null ? "" : ", " + h.Speaker)}{(h.Code.Length > 0 ? ": " + h.Code : "")}\n       {h.Before}[{h.Words}]{h.Behind}".ReplaceLineEndings(" ").Replace("        ", "\n       ", StringComparison.Ordinal))
        .Prepend($"{Counted.Of(shown.New, "stretch", "stretches")} in {Counted.Of(shown.Sources.Count(s => s.New > 0), "source")} would be coded, {shown.InWords}; {shown.Already} passed over.")
        .Concat(shown.Sources.Select(s => $"{s.New,5}  in {s.Name}")));

    private static Command List()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("list", "List the runs with what became of their codings.") { study, cut, csv }.Does(async session =>
        {
            session.Table(AutoCodeTables.Runs(await session.AskAsync(await session.StudyAsync(study), new AutoRuns(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Show()
    {
        var act = new Argument<long>("ACT") { Description = "Number of the act that the run was." };
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("show", "List the codings of a run that stand.") { act, study, cut, csv }.Does(async session =>
        {
            var (at, known) = (await session.StudyAsync(study), session.Parsed.GetValue(cut));
            var number = session.Parsed.GetValue(act);
            var run = (await session.AskAsync(at, new AutoRuns(), known)).FirstOrDefault(r => r.Act == number) ?? throw new RefusedException(new Refusal("unknown", $"Act {number} was no run of coding by rule, or it was undone.", "List them with: fieldthread autocode list."));
            session.Table(AutoCodeTables.Codings(await session.AskAsync(at, new AutoRunCodings(run.Id, Take: int.MaxValue), known)), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Option<string[]> Many(string name, string what) => new(name) { Description = what + "; repeat for more.", HelpName = "NAME" };

    internal static async Task<Guid?> CodeAsync(Session session, int study, string? name)
    {
        if (name is null)
        {
            return null;
        }

        var codes = await session.AskAsync(study, new CodebookTree());
        var found = codes.Where(c => c.Path == name).ToList();
        found = found.Count > 0 ? found : [.. codes.Where(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        return found.Count == 1 ? found[0].Id : throw new RefusedException(new Refusal("unknown", found.Count == 0 ? $"There is no code “{name}” in this study." : $"More than one code is called “{name}”.", found.Count == 0 ? "List the codes with: fieldthread codes." : "Write its path."));
    }

    private static async Task<Guid> VersionAsync(Session session, int study, string title)
    {
        var guide = (await session.AskAsync(study, new TopicGuides())).FirstOrDefault(g => g.Title.Equals(title, StringComparison.OrdinalIgnoreCase));
        return guide is { Versions.Count: > 0 } ? guide.Versions[^1].Id : throw new RefusedException(new Refusal("unknown", $"There is no topic guide “{title}” with a version.", "List them with: fieldthread guide list."));
    }
}
