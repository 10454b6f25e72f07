using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Analysis;

/// <summary>A joint display filled: a row a site, its codes with a quotation, and what the organisation that the site was answered on each wave’s reference date.</summary>
/// <param name="Display">Which display.</param>
[Question("joint-display", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such joint display")]
public sealed record JointDisplayById(Guid Display) : Question<JointTable>
{
    /// <inheritdoc/>
    public override async Task<JointTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var display = await asking.Context.All<JointDisplay>().FirstOrDefaultAsync(d => d.Id == Display, asking.Cancel);
        if (display is null)
        {
            Asking.Refuse("unknown", "There is no such joint display in this study.", "It may have been removed; look in the list.");
        }

        var facts = await Facts.OfAsync(asking);
        var counts = await new CodeBySite().AskAsync(asking);
        var at = counts.Rows.Select((r, i) => (r.Code, i)).ToDictionary(r => r.Code, r => r.i);
        var wanted = Json.Read<List<Guid>>(display.Codes);
        var codes = wanted.Where(at.ContainsKey).Select(c => counts.Rows[at[c]]).ToList();
        var quotations = await JointQuotations.OfAsync(asking, facts, [.. codes.Select(c => c.Code)]);
        var survey = await JointAnswers.OfAsync(asking, Json.Read<List<string>>(display.Items));
        var notes = await asking.Context.All<JointNote>().Where(n => n.DisplayId == display.Id).ToDictionaryAsync(n => n.SiteId, asking.Cancel);
        return new JointTable(
            display.Id, display.Name, [.. codes.Select(c => new JointCode(c.Code, c.Path))], survey.Columns,
            [.. counts.SiteIds.Select((site, column) => new JointSite(
                site, counts.Sites[column], !counts.NotCoded[column],
                [.. codes.Select(c => new JointCell(c.Codings[column], c.Sources[column], quotations.GetValueOrDefault((site, c.Code))))],
                survey.Of(site), notes.TryGetValue(site, out var note) ? note.Fit : null, note?.Note ?? ""))],
            survey.Sealed, wanted.Count - codes.Count, survey.Missing);
    }
}

/// <summary>A joint display filled.</summary>
/// <param name="Id">The display.</param>
/// <param name="Name">Its name.</param>
/// <param name="Codes">The codes.</param>
/// <param name="Columns">The items, each in every wave that asked it.</param>
/// <param name="Sites">A row a site.</param>
/// <param name="Sealed">True where the asker may not know which organisations the sites are, and so sees no answers.</param>
/// <param name="CodesGone">Chosen codes that are no more.</param>
/// <param name="ItemsGone">Chosen items that are not there.</param>
public sealed record JointTable(Guid Id, string Name, IReadOnlyList<JointCode> Codes, IReadOnlyList<JointColumn> Columns, IReadOnlyList<JointSite> Sites, bool Sealed, int CodesGone, int ItemsGone);

/// <summary>A code of the display.</summary>
/// <param name="Code">The code.</param>
/// <param name="Path">Its path.</param>
public sealed record JointCode(Guid Code, string Path);

/// <summary>An item in a wave.</summary>
/// <param name="Item">Key of the item.</param>
/// <param name="Wave">Number of the wave.</param>
/// <param name="WaveName">Name of the wave.</param>
/// <param name="Question">The question as worded there.</param>
public sealed record JointColumn(string Item, string Wave, string WaveName, string Question);

/// <summary>A site of the display.</summary>
/// <param name="Site">The site.</param>
/// <param name="Name">Its pseudonym.</param>
/// <param name="Coded">False where nothing of the site has been coded yet: its zeros are no silence.</param>
/// <param name="Codes">By code.</param>
/// <param name="Answers">By item and wave.</param>
/// <param name="Fit">What a person says of how the strands fit, or null.</param>
/// <param name="Note">Why.</param>
public sealed record JointSite(Guid Site, string Name, bool Coded, IReadOnlyList<JointCell> Codes, IReadOnlyList<JointAnswer> Answers, Fit? Fit, string Note);

/// <summary>A code at a site.</summary>
/// <param name="Codings">Codings with it or a code below it.</param>
/// <param name="Sources">Sources that carry it.</param>
/// <param name="Quotation">One quotation that may be printed, or null where none has been chosen under this code there.</param>
public sealed record JointCell(int Codings, int Sources, ChosenQuotation? Quotation);

/// <summary>Why an answer is there or not.</summary>
public enum AnswerState
{
    /// <summary>There is at least one.</summary>
    Answered,

    /// <summary>The organisation was asked, or could have been, and no response that counts answers the item.</summary>
    NoAnswer,

    /// <summary>On the wave’s reference date the site was no organisation that the register knows.</summary>
    NoOrganisation,

    /// <summary>The asker may not know which organisation the site is.</summary>
    Sealed,
}

/// <summary>What a site’s organisation answered.</summary>
/// <param name="State">Whether it did.</param>
/// <param name="Answers">The answers; several where several posts of it answered.</param>
public sealed record JointAnswer(AnswerState State, IReadOnlyList<string> Answers);

/// <summary>A quotation that was chosen as evidence and may be printed.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Source">Which source.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Words">The words.</param>
/// <param name="Attribution">How readers see who spoke.</param>
public sealed record ChosenQuotation(string Key, Guid Source, int Start, int End, string Words, string Attribution);

/// <summary>A room to the right chooses quotations as evidence, and says which may be printed.</summary>
public interface IChosenQuotations
{
    /// <summary>The quotations that may be printed, as the asker sees them.</summary>
    Task<IReadOnlyList<ChosenQuotation>> PrintableAsync(Asking asking);
}
