using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Codebook, texts and codings, for people.</summary>
internal sealed class ReadableFieldwork : IReadablePart
{
    public bool Deposited => true;

    public IReadOnlyList<string> Contents =>
    [
        "codebook.csv     the codes, with the path of those above them",
        "sources/*.txt    the texts; of several revisions each, the number is in the name",
        "codings.csv      who put which code on which words",
        "WITHHELD.txt     whose words are covered in the texts, for want of consent",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var codes = await context.Set<Code>().OrderBy(c => c.Ordinal).ThenBy(c => c.Id).ToListAsync(cancel);
        var byId = codes.ToDictionary(c => c.Id);
        var said = await CodebookSaid.ReadAsync(context, null, codes, withPassages: !archive.Deposit, cancel);
        await archive.WriteTextAsync("codebook.csv", async text =>
        {
            await Csv.LineAsync(text, "id", "code", "path", "usable", "colour", "definition", "include_when", "exclude_when", "example", "status", "instead");
            foreach (var code in codes)
            {
                var of = said.InFiles(code, id => byId.TryGetValue(id, out var next) ? Path(next, byId) : null);
                await Csv.LineAsync(text, code.Id, code.Name, Path(code, byId), code.IsCodable ? "yes" : "no", code.Colour, of.Definition, of.IncludeWhen, of.ExcludeWhen, of.Example, CodeState.InWords(of.Standing), of.Instead);
            }
        });

        var withheld = await Withholding.OfAsync(context, null, archive.Deposit, cancel);
        await archive.WriteTextAsync("WITHHELD.txt", text => text.WriteLineAsync(withheld.InWords ?? "Nothing is covered for want of consent."));
        var sources = (await context.Set<Source>().ToListAsync(cancel)).OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id).ToList();
        var (files, sourceOf) = (new Dictionary<Guid, string>(), new Dictionary<Guid, Guid>());
        var chain = await Revisions.RevisionChain.OfAsync(context, cancel);
        foreach (var (source, index) in sources.Select((s, i) => (s, i + 1)))
        {
            // Where names were replaced, what stood before it stays behind in a deposit.
            var least = archive.Deposit && chain.FirstPseudonymised(source.Id) is { } first ? first.Number : 1;
            foreach (var revision in await context.Set<Revision>().AsNoTracking().Where(r => r.SourceId == source.Id && r.Number >= least).OrderBy(r => r.Number).ToListAsync(cancel))
            {
                var name = $"sources/{index:000} {FileName(source.Name)} {revision.Number}.txt";
                files.Add(revision.Id, name);
                await archive.WriteTextAsync(name, text => text.WriteAsync(withheld.Cover(source.Id, revision.Id, revision.Text)));
                sourceOf[revision.Id] = source.Id;
            }
        }

        var people = await context.Set<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        await archive.WriteTextAsync("codings.csv", async text =>
        {
            await Csv.LineAsync(text, "id", "file", "start", "end", "code", "coder", "coded_at", "words", "where");
            foreach (var revision in files.Keys)
            {
                var words = withheld.Cover(sourceOf[revision], revision, await context.Set<Revision>().AsNoTracking().Where(r => r.Id == revision).Select(r => r.Text).SingleAsync(cancel));
                var where = await PlacesOfText.OfAsync(context, [revision], cancel);
                foreach (var c in await context.Set<Coding>().AsNoTracking().Where(c => c.RevisionId == revision).OrderBy(c => c.Start).ThenBy(c => c.End).ThenBy(c => c.Id).ToListAsync(cancel))
                {
                    var fits = c.Start >= 0 && c.End <= words.Length && c.Start < c.End;
                    await Csv.LineAsync(text, c.Id, files[revision], c.Start, c.End, byId.TryGetValue(c.CodeId, out var code) ? Path(code, byId) : "", people.GetValueOrDefault(c.CoderId), c.CodedAt,
                        fits ? words[c.Start..c.End] : "", fits ? where.Where(revision, c.Start, c.End).InWords : "");
                }
            }
        });
    }

    private static string Path(Code code, Dictionary<Guid, Code> byId)
    {
        var names = new List<string> { code.Name };
        // The bound keeps a circle, which the acts refuse, from turning for ever.
        for (var above = code.ParentId; above is { } id && byId.TryGetValue(id, out var parent) && names.Count < 100; above = parent.ParentId)
        {
            names.Insert(0, parent.Name);
        }

        return Core.Fieldwork.CodePath.Join(names);
    }

    /// <summary>A name that every file system takes.</summary>
    private static string FileName(string name)
    {
        var safe = new string(name.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' ? c : '_').ToArray()).Trim();
        return safe.Length > 60 ? safe[..60].Trim() : safe;
    }
}
