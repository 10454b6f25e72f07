using System.CommandLine;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Retrieving;

namespace Fieldthread.Commands;

/// <summary><c>quotations</c>: coded words by how they lie to each other and by where they were said.</summary>
internal static class RetrievalCommand
{
    public static IEnumerable<Command> All()
    {
        yield return Quotations();
    }

    private static Command Quotations()
    {
        var line = new Argument<string?>("QUERY") { Description = "A line as: Trust near 5 words Money [site = \"Site 1\"]. Without it, --kept.", Arity = ArgumentArity.ZeroOrOne };
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var kept = new Option<string?>("--kept", "--saved") { Description = "Name of a line that the study keeps.", HelpName = "NAME" };
        var docx = new Option<FileInfo?>("--docx") { Description = "Write the quotations into a document, a row each.", HelpName = "FILE" };
        var by = new Option<string?>("--by") { Description = "Count by code and this attribute instead of quoting: site, phase, role, year, site:NAME.", HelpName = "ATTRIBUTE" };
        var reuse = Common.Reuse();
        var take = new Option<int>("--take") { Description = "How many quotations to show.", DefaultValueFactory = _ => 20 };
        return new Command("quotations", "Find coded words by how they lie to each other and by where they were said.") { line, kept, by, docx, take, reuse, study, cut, csv }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var known = p.GetValue(cut);
            var query = p.GetValue(line) ?? (p.GetValue(kept) is { } name
                ? (await session.AskAsync(at, new KeptRetrievals(), known)).FirstOrDefault(k => k.Name == name)?.Line ?? throw new RefusedException(new Refusal("unknown", $"The study keeps no retrieval “{name}”.", "List them with: fieldthread ask kept-retrievals."))
                : throw new RefusedException(new Refusal("bad-field", "Neither a line nor a kept one was named.", "Write a line in quotation marks, or --kept NAME.")));
            if (p.GetValue(docx) is { } file)
            {
                var bytes = (await session.AskAsync(at, new RetrievalFile(query, p.GetValue(reuse)), known)).Bytes;
                await Whole.WriteAsync(file, stream => stream.Write(bytes));
                session.Tell(new { file = file.FullName }, w => $"Written to {w.file}.");
            }
            else if (p.GetValue(by) is { } attribute)
            {
                session.Table(RetrievalTables.Matrix(await session.AskAsync(at, new RetrievalMatrix(query, attribute), known)), p.GetValue(csv));
            }
            else if (p.GetValue(csv) || session.Json)
            {
                var rows = await session.AskAsync(at, new RetrievalRows(query, p.GetValue(reuse)), known);
                if (rows.Withheld is { } withheld)
                {
                    await Console.Error.WriteLineAsync(withheld);
                }

                if (session.Json)
                {
                    session.Tell(rows, _ => "");
                }
                else
                {
                    session.Table(RetrievalTables.Rows(rows), csv: true);
                }
            }
            else
            {
                var found = await session.AskAsync(at, new Retrieve(query, Take: p.GetValue(take)), known);
                session.Tell(found, f => string.Join('\n', f.Quotations.Select(q => $"{q.SourceName}{(q.Speaker is null ? "" : ", " + q.Speaker)}: {string.Join("; ", q.Codes)}\n    {q.Words.ReplaceLineEndings(" ")}")
                    .Prepend($"{Counted.Of(f.Stretches, "stretch", "stretches")}, touched by {Counted.Of(f.Codings, "coding")}, in {Counted.Of(f.Sources, "source")} of {Counted.Of(f.Sites, "site")}, by {Counted.Of(f.Participants, "participant")}.")));
            }

            return 0;
        });
    }
}
