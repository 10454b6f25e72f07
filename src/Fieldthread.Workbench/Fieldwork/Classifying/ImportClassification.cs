using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Classifying;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Classifying;

/// <summary>What a classification sheet would bring, without bringing it.</summary>
/// <param name="File">The sheet: .xlsx, or text with commas, semicolons or tabs; a row each, names in the first column, attributes in the first row.</param>
/// <param name="Of">What the rows are; where it is not said, whatever most of the names are.</param>
/// <param name="Sheet">Name of the sheet inside a workbook; the first where empty.</param>
/// <param name="Add">Whether rows of unknown names become new sites or participants.</param>
/// <param name="Keep">Whether a value that stands stays where the sheet has another.</param>
[Question("preview-classification", Permission.ReadMaterial)]
[Refuses("unreadable", "the file is damaged, of another kind or too large, or has no such sheet")]
[Refuses("empty", "below its headings the sheet has no row, or beside its names no column")]
[Refuses("not-told", "no name of the sheet is one of the study, so it must be said what the rows are")]
public sealed record PreviewClassification(GivenFile File, Classified? Of = null, string Sheet = "", bool Add = false, bool Keep = false) : Question<ClassificationPreview>
{
    /// <inheritdoc/>
    public override async Task<ClassificationPreview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var sheet = await Task.Run(() => ClassificationFiles.Read(File, Sheet), asking.Cancel);
        var (there, plan) = await ClassificationFiles.PlanAsync(asking.Context, sheet, Of, Add, Keep, asking.Cancel);
        return new ClassificationPreview(there.Of, sheet.Sheet.Name, sheet.Sheet.Rows.Count, plan);
    }
}

/// <summary>What a sheet would bring.</summary>
/// <param name="Of">What its rows are.</param>
/// <param name="Name">What its first cell says.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Plan">What would be added and changed.</param>
public sealed record ClassificationPreview(Classified Of, string Name, int Rows, ClassificationPlan Plan);

/// <summary>Brings in a classification sheet: attributes of sites, participants or sources, by their names. It lands in one act or leaves no trace.</summary>
/// <param name="File">The sheet.</param>
/// <param name="Of">What the rows are; where it is not said, whatever most of the names are.</param>
/// <param name="Sheet">Name of the sheet inside a workbook; the first where empty.</param>
/// <param name="Add">Whether rows of unknown names become new sites or participants.</param>
/// <param name="Keep">Whether a value that stands stays where the sheet has another.</param>
[Act("import-classification", Permission.KeepMaterial, Tells = "sites")]
[Refuses("unreadable", "the file is damaged, of another kind or too large, or has no such sheet")]
[Refuses("empty", "below its headings the sheet has no row, or beside its names no column")]
[Refuses("not-told", "no name of the sheet is one of the study, so it must be said what the rows are")]
[Refuses("not-added", "new sources were asked for; a source comes in with its text")]
[Refuses("nothing-new", "the sheet says nothing that the study has not")]
public sealed record ImportClassification(GivenFile File, Classified? Of = null, string Sheet = "", bool Add = false, bool Keep = false) : Act<ClassificationImported>
{
    private ClassificationRead? read;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        read = await Task.Run(() => ClassificationFiles.Read(File, Sheet), cancel);
    }

    /// <inheritdoc/>
    public override async Task<ClassificationImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (there, plan) = await ClassificationFiles.PlanAsync(acting.Context, read!, Of, Add, Keep, acting.Cancel);
        await Classifications.RequireAsync(acting, there.Of);
        if (plan.NewThings.Count > 0 && there.Of == Classified.Sources)
        {
            Acting.Refuse("not-added", $"{plan.NewThings.Count} rows are no source of this study, as “{plan.NewThings[0]}”; a source cannot be added without its text.", "Bring the texts in first, or bring in the sheet without adding.");
        }

        if (plan.IsNothing)
        {
            Acting.Refuse("nothing-new", $"{File.Name} says nothing that the study has not.", plan.Unknown.Count > 0 ? $"{plan.Unknown.Count} of its rows are nothing of this study, as “{plan.Unknown[0]}”." : "Nothing was changed.");
        }

        var ids = there.Names.GroupBy(n => n.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        var people = new Dictionary<Guid, Participant>();
        foreach (var name in plan.NewThings)
        {
            if (there.Of == Classified.Sites)
            {
                ids[name] = acting.Add(new Site { Name = name }).Id;
            }
            else
            {
                var person = acting.Add(new Participant { Pseudonym = name });
                (ids[name], people[person.Id]) = (person.Id, person);
            }
        }

        await Classifications.LandAsync(acting, there, plan, ids, people);
        IEnumerable<Remark> unknown = plan.Unknown.Select(u => new Remark(RemarkWeight.NotTaken, File.Name, $"“{u}” is no {Classifications.One(there.Of)} of this study; the row was left out."));
        List<Remark> remarks = [.. read!.Remarks, .. plan.Remarks, .. unknown];
        var import = acting.Add(new Import { FileName = Acting.Clean(File.Name), Format = "classification", Remarks = Json.Write(remarks) });
        return new ClassificationImported(import.Id, there.Of, plan.NewThings.Count, plan.Attributes.Count, plan.Changes.Count, plan.Same, plan.Unknown.Count, remarks.Count(r => r.Weight != RemarkWeight.Note));
    }
}

/// <summary>What a classification sheet brought.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Of">What its rows are.</param>
/// <param name="Added">Sites or participants added.</param>
/// <param name="Attributes">Attributes that the study had not.</param>
/// <param name="Values">Values set, changed or taken away.</param>
/// <param name="Same">Values that stood already.</param>
/// <param name="Unknown">Rows of names that are nothing of the study.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record ClassificationImported(Guid Import, Classified Of, int Added, int Attributes, int Values, int Same, int Unknown, int Remarks);

/// <summary>A sheet as it was read.</summary>
internal sealed record ClassificationRead(ClassificationSheet Sheet, IReadOnlyList<Remark> Remarks);

internal static class ClassificationFiles
{
    public static ClassificationRead Read(GivenFile file, string sheet)
    {
        var read = TrackerFiles.Sheet(file, sheet);
        var found = ClassificationSheets.Of(read);
        if (found.Rows.Count == 0 || found.Attributes.All(a => a.Length == 0))
        {
            Acting.Refuse("empty", found.Rows.Count == 0 ? "Below its headings the sheet has no row." : "Beside its names the sheet has no column with a heading.", "A classification sheet has names in its first column and attributes in its first row.");
        }

        return new ClassificationRead(found, read.Remarks);
    }

    /// <summary>The plan on what the study has. Where it is not said what the rows are, they are what most of the names are.</summary>
    public static async Task<(AttributesOf There, ClassificationPlan Plan)> PlanAsync(StudyContext context, ClassificationRead read, Classified? of, bool add, bool keep, CancellationToken cancel)
    {
        if (of is { } told)
        {
            var there = await AttributesOf.ReadAsync(context, told, cancel);
            return (there, ClassificationPlan.Of(read.Sheet, there.Ground(), add, keep));
        }

        var tried = new List<(AttributesOf There, ClassificationPlan Plan)>();
        foreach (var one in Enum.GetValues<Classified>())
        {
            var there = await AttributesOf.ReadAsync(context, one, cancel);
            tried.Add((there, ClassificationPlan.Of(read.Sheet, there.Ground(), add, keep)));
        }

        var best = tried.MaxBy(t => t.Plan.Met);
        if (best.Plan.Met == 0 || tried.Count(t => t.Plan.Met == best.Plan.Met) > 1)
        {
            Acting.Refuse("not-told", best.Plan.Met == 0 ? "No name in the first column is a site, a participant or a source of this study." : "The names in the first column are as many things of one kind as of another.", "Say what the rows are: sites, participants or sources.");
        }

        return best;
    }
}
