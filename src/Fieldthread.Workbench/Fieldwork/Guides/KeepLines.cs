using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Guides;

/// <summary>Adds a line of inquiry, after those that are there.</summary>
/// <param name="Label">Short code, unique in the study, without brackets, semicolons and commas: by it a guide names the line behind a question.</param>
/// <param name="Sought">What is sought.</param>
[Act("add-line-of-inquiry", Permission.KeepMaterial, Tells = "guides")]
[Refuses("empty", "the code or what is sought is empty")]
[Refuses("bad-name", "the code holds a bracket, a semicolon or a comma, or is longer than forty characters")]
[Refuses("name-taken", "the study has a line of inquiry of that code")]
public sealed record AddLineOfInquiry(string Label, string Sought) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = new LineOfInquiry { Ordinal = 1 + (await acting.Context.Set<LineOfInquiry>().MaxAsync(l => (int?)l.Ordinal, acting.Cancel) ?? 0) };
        await FillAsync(acting, row, Label, Sought);
        return new Added(acting.Add(row).Id);
    }

    internal static async Task FillAsync(Acting acting, LineOfInquiry row, string label, string sought)
    {
        (row.Label, row.Sought) = (Acting.Given(label, "The code"), Acting.Given(sought, "What is sought"));
        if (row.Label.Length > 40 || row.Label.IndexOfAny(['[', ']', ';', ',', '\n']) >= 0)
        {
            Acting.Refuse("bad-name", $"“{row.Label}” cannot stand behind a question of a guide.", "Choose a short code without brackets, semicolons and commas.");
        }

        // A guide may write the code in small or capital letters, so two may not differ in these alone.
        var others = await acting.Context.Set<LineOfInquiry>().Where(l => l.Id != row.Id).Select(l => l.Label).ToListAsync(acting.Cancel);
        if (others.Exists(l => l.Equals(row.Label, StringComparison.OrdinalIgnoreCase)))
        {
            Acting.Refuse("name-taken", $"There is already a line of inquiry “{row.Label}”.", "Choose another code.");
        }
    }
}

/// <summary>Corrects a line of inquiry; the questions that ask after it stay tied to it.</summary>
/// <param name="Line">Which line.</param>
/// <param name="Label">Short code.</param>
/// <param name="Sought">What is sought.</param>
[Act("edit-line-of-inquiry", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such line of inquiry")]
[Refuses("empty", "the code or what is sought is empty")]
[Refuses("bad-name", "the code holds a bracket, a semicolon or a comma, or is longer than forty characters")]
[Refuses("name-taken", "the study has another line of inquiry of that code")]
public sealed record EditLineOfInquiry(Guid Line, string Label, string Sought) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<LineOfInquiry>(Line);
        await AddLineOfInquiry.FillAsync(acting, row, Label, Sought);
        return new Added(row.Id);
    }
}

/// <summary>Takes a line of inquiry away.</summary>
/// <param name="Line">Which line.</param>
[Act("remove-line-of-inquiry", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such line of inquiry")]
[Refuses("in-use", "questions of guides ask after it")]
public sealed record RemoveLineOfInquiry(Guid Line) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<LineOfInquiry>(Line);
        var asked = await acting.Context.Set<QuestionLine>().CountAsync(l => l.LineId == row.Id, acting.Cancel);
        if (asked > 0)
        {
            Acting.Refuse("in-use", $"{(asked == 1 ? "One question of a guide asks" : $"{asked} questions of guides ask")} after “{row.Label}”.", "Take the line off these questions first.");
        }

        acting.Remove(row);
        return new Added(Line);
    }
}

/// <summary>Says after which lines of inquiry a question asks; those that are not named are taken off. It may be said at any time: it is the study’s reading of the question, and leaves what was asked as it is.</summary>
/// <param name="Question">Which question.</param>
/// <param name="Lines">After which lines.</param>
[Act("link-question", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such question, or no such line of inquiry")]
public sealed record LinkQuestion(Guid Question, IReadOnlyList<Guid>? Lines = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<GuideQuestion>(Question);
        var wanted = (Lines ?? []).ToHashSet();
        foreach (var line in wanted)
        {
            await acting.FindAsync<LineOfInquiry>(line);
        }

        var there = await acting.Context.Set<QuestionLine>().AsTracking().Where(l => l.QuestionId == row.Id).ToListAsync(acting.Cancel);
        there.Where(l => !wanted.Contains(l.LineId)).ToList().ForEach(acting.Remove);
        foreach (var line in wanted.Where(w => !there.Exists(l => l.LineId == w)))
        {
            acting.Add(new QuestionLine { QuestionId = row.Id, LineId = line });
        }

        return new Added(row.Id);
    }
}
