using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Brings a codebook file into the codebook, whole or not at all. New codes are added with the ids they came with; what is the same stays; what the file says otherwise is kept or taken as one says.</summary>
/// <param name="File">A .qdc file; of a project (.qdpx, .qde) the codebook alone is taken.</param>
/// <param name="Otherwise">What is done where the file says otherwise of a code that is there.</param>
/// <param name="Reason">Why.</param>
[Act("import-codebook", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unreadable", "the file is damaged, is no codebook, or tries to harm")]
[Refuses("nothing-new", "the file says nothing that the codebook has not")]
public sealed record ImportCodebook(GivenFile File, WhereOtherwise Otherwise = WhereOtherwise.Keep, string? Reason = null) : Act<CodebookImported>
{
    private IReadOnlyList<CodeState> given = [];
    private List<Remark> remarks = [];

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        var (codes, said) = await Task.Run(() => CodebookMet.Read(File), cancel);
        (given, remarks) = (codes, [.. said]);
    }

    /// <inheritdoc/>
    public override async Task<CodebookImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var there = await CodebookMet.ThereAsync(acting.Context, acting.Services, acting.Cancel);
        var met = CodebookMerge.Of(given, there);
        var rows = await acting.Context.Set<Code>().AsTracking().ToDictionaryAsync(c => c.Id, acting.Cancel);
        var guides = await acting.Context.Set<CodeGuide>().AsTracking().ToDictionaryAsync(g => g.CodeId, acting.Cancel);
        var landing = new CodebookLanding(acting, rows, guides, remarks);
        foreach (var code in met)
        {
            landing.Meet(code, Otherwise == WhereOtherwise.Take);
        }

        landing.Succeed(met);
        if (landing.Added + landing.Changed + landing.Named == 0)
        {
            Acting.Refuse("nothing-new", $"{File.Name} says nothing that the codebook has not{(Otherwise == WhereOtherwise.Keep && met.Any(m => m.Meeting == CodeMeeting.Changed) ? " and that was to be taken" : "")}.", "Nothing was changed.");
        }

        var import = acting.Add(new Import { FileName = Acting.Clean(File.Name), Format = "qdc", Remarks = Json.Write(remarks) });
        foreach (var id in landing.Touched)
        {
            Codebook.Note(acting, id, CodeDeed.Edited, Reason);
        }

        return new CodebookImported(import.Id, landing.Added, met.Count(m => m.Meeting == CodeMeeting.Same), landing.Changed, met.Count(m => m.Meeting == CodeMeeting.Changed) - landing.Changed, remarks.Count(r => r.Weight != RemarkWeight.Note));
    }
}

/// <summary>What a codebook file brought.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Added">Codes added.</param>
/// <param name="Same">Codes that were there and said the same.</param>
/// <param name="Changed">Codes that now say what the file says.</param>
/// <param name="Kept">Codes of which the file says otherwise and which stayed as they were.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record CodebookImported(Guid Import, int Added, int Same, int Changed, int Kept, int Remarks);

/// <summary>Turns the met codes of a file into rows.</summary>
internal sealed class CodebookLanding(Acting acting, Dictionary<Guid, Code> rows, Dictionary<Guid, CodeGuide> guides, List<Remark> remarks)
{
    private readonly Dictionary<Guid, Guid> ids = [];
    private int ordinal = rows.Values.Select(c => c.Ordinal).DefaultIfEmpty(0).Max();

    public int Added { get; private set; }

    public int Changed { get; private set; }

    /// <summary>Codes that from now on answer to an id of the file.</summary>
    public int Named { get; private set; }

    public List<Guid> Touched { get; } = [];

    public void Meet(MetCode met, bool take)
    {
        var parent = met.Given.Parent is { } above ? ids[above] : (Guid?)null;
        if (met.There is not { } there)
        {
            var row = acting.Add(new Code { Name = met.Name, ParentId = parent, Colour = met.Given.Colour, Definition = met.Given.Said.Definition, IsCodable = met.Given.IsCodable, Ordinal = ++ordinal, ForeignId = met.Given.ForeignId });
            (rows[row.Id], ids[met.Given.Id]) = (row, row.Id);
            if (met.Name != met.Given.Name)
            {
                remarks.Add(new Remark(RemarkWeight.Guessed, $"code {met.Given.Path}", $"There is already a code of that name in that place, so it came in as “{met.Name}”. Merge the two if they are one."));
            }

            Say(row, met.Given.Said);
            Added++;
            return;
        }

        var known = rows[there.Id];
        ids[met.Given.Id] = known.Id;
        if (known.ForeignId is null && met.Given.ForeignId is { } foreign && !foreign.Trim('{', '}').Equals(known.Id.ToString("D"), StringComparison.OrdinalIgnoreCase))
        {
            known.ForeignId = foreign;
            Named++;
        }

        if (met.Meeting == CodeMeeting.Changed && take)
        {
            Take(known, met, parent);
            Touched.Add(known.Id);
            Changed++;
        }
    }

    /// <summary>Names what took the place of retired codes, once every code of the file has its row.</summary>
    public void Succeed(IReadOnlyList<MetCode> met)
    {
        var byPath = met.GroupBy(m => m.Given.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => ids[g.First().Given.Id], StringComparer.Ordinal);
        foreach (var code in met.Where(m => m.Given.Said.Instead.Length > 0 && (m.There is null || Touched.Contains(ids[m.Given.Id]))))
        {
            var id = ids[code.Given.Id];
            if (byPath.TryGetValue(code.Given.Said.Instead, out var next) && next != id)
            {
                guides[id].SuccessorId = next;
            }
            else
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, $"code {code.Given.Path}", $"The code that took its place, “{code.Given.Said.Instead}”, is not in the file."));
            }
        }
    }

    private void Take(Code row, MetCode met, Guid? parent)
    {
        var given = met.Given;
        if (row.ParentId != parent && IsBelow(parent, row.Id))
        {
            remarks.Add(new Remark(RemarkWeight.NotTaken, $"code {given.Path}", "The code would have come to stand below itself, so it stayed in its place."));
        }
        else if (row.ParentId != parent)
        {
            (row.ParentId, row.Ordinal) = (parent, ++ordinal);
        }

        var name = given.Name;
        for (var again = 2; rows.Values.Any(c => c.Id != row.Id && c.ParentId == row.ParentId && c.Name == name); again++)
        {
            name = $"{given.Name} ({again})";
        }

        if (name != given.Name)
        {
            remarks.Add(new Remark(RemarkWeight.Guessed, $"code {given.Path}", $"There is already a code of that name in that place, so it is called “{name}”."));
        }

        (row.Name, row.Colour, row.Definition, row.IsCodable) = (name, given.Colour ?? row.Colour, given.Said.Definition, given.IsCodable);
        Say(row, given.Said, met.Fields.Any(f => f.Field == "example"));
    }

    private void Say(Code row, CodeDescription said, bool newExample = true)
    {
        var guide = guides.GetValueOrDefault(row.Id);
        if (guide is null && said with { Definition = "" } == new CodeDescription(""))
        {
            return;
        }

        guide ??= guides[row.Id] = acting.Add(new CodeGuide { CodeId = row.Id });
        (guide.IncludeWhen, guide.ExcludeWhen, guide.Standing) = (said.IncludeWhen, said.ExcludeWhen, said.Standing);
        guide.SuccessorId = said.Standing == CodeStanding.Retired ? guide.SuccessorId : null;
        if (newExample)
        {
            (guide.Example, guide.ExampleRevisionId, guide.ExampleStart, guide.ExampleEnd) = (said.Example, null, null, null);
        }
    }

    private bool IsBelow(Guid? code, Guid top)
    {
        for (var above = code; above is { } id; above = rows[id].ParentId)
        {
            if (id == top)
            {
                return true;
            }
        }

        return false;
    }
}
