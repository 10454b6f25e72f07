using Fieldthread.Core.Fieldwork.Sampling;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Sampling;

/// <summary>Chooses sites among candidates and records who was chosen, by what and why. The same candidates and the same question always give the same choice.</summary>
/// <param name="File">A table of candidates, CSV or workbook: a line each, names in the first column, attributes in the others.</param>
/// <param name="Title">What is chosen for: “case-study sites, phase 1”.</param>
/// <param name="Reason">Why so many, why by this, why these rules.</param>
/// <param name="Size">How many; 2 or more.</param>
/// <param name="Objective">What makes one choice better than another.</param>
/// <param name="Kinds">How attributes are compared, one a line: “wave ordered low, mid, high”.</param>
/// <param name="Rules">Rules, one a line: “at least 2 region = London”.</param>
/// <param name="With">Names of candidates who are in it whatever comes, one a line.</param>
/// <param name="Without">Names of candidates who cannot be in it, one a line.</param>
/// <param name="LeaveOut">Columns that are kept out of the comparison, one a line.</param>
/// <param name="Published">Attributes that will be published of a site under its pseudonym, one a line: whoever can be told by them is said.</param>
[Act("choose-sites", Permission.KeepParticipants, Tells = "sites")]
[Refuses("empty", "no file was given, or the title or the reason is empty")]
[Refuses("unreadable", "the file is damaged, of another kind, or has no lines below its headings")]
[Refuses("cannot-choose", "candidates, kinds or rules cannot be read, or no choice keeps the rules: the words say why")]
public sealed record ChooseSites(
    GivenFile? File, string Title, string Reason, int Size, SampleObjective Objective = SampleObjective.MaxSum, string Kinds = "", string Rules = "", string With = "", string Without = "", string LeaveOut = "", string Published = "")
    : Act<SitesChosen>
{
    private CandidateLines? candidates;
    private SampleResult? result;

    /// <summary>The question that it puts.</summary>
    public SampleAsk Asks() => new(Size, Objective, Lines(Kinds), Lines(Rules), Lines(With), Lines(Without), Lines(LeaveOut), Lines(Published));

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (File is null)
        {
            Acting.Refuse("empty", "No table of candidates was given.", "Choose a CSV file or a workbook with a line for each candidate.");
        }

        progress.Report(new JobProgress(0, 0, $"Comparing the candidates of {File.Name}"));
        (candidates, result) = await Task.Run(() => Choosing.Do(Asks(), File), cancel);
    }

    /// <inheritdoc/>
    public override async Task<SitesChosen> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = acting.Add(new SiteChoice
        {
            Key = await Keys.NextAsync<SiteChoice>(acting, "sc"), Title = Acting.Given(Title, "What is chosen for"), Reason = Acting.Given(Reason, "The reason"), Origin = Acting.Clean(File!.Name),
            Candidates = Json.Write(candidates), Asked = Json.Write(Asks()), Outcome = Json.Write(Choosing.Outcome(result!)),
        });
        return new SitesChosen(row.Key, Choosing.Outcome(result!));
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Says that one of the chosen declined, and chooses who comes in their place: the others stay.</summary>
/// <param name="Choice">Short name of the choice: “sc1”.</param>
/// <param name="Candidate">Who declined.</param>
/// <param name="Why">Why, as they said; “gave no reason” is a reason too.</param>
[Act("replace-site", Permission.KeepParticipants, Tells = "sites")]
[Refuses("unknown", "there is no such choice")]
[Refuses("empty", "the reason is empty")]
[Refuses("not-chosen", "the candidate is not among the chosen")]
[Refuses("followed", "another choice stands in its place already")]
[Refuses("cannot-choose", "nobody can come in their place without breaking the rules")]
public sealed record ReplaceSite(string Choice, string Candidate, string Why) : Act<SitesChosen>
{
    /// <inheritdoc/>
    public override async Task<SitesChosen> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var key = Acting.Clean(Choice);
        var former = await acting.Context.Set<SiteChoice>().FirstOrDefaultAsync(c => c.Key == key, acting.Cancel) ?? throw new RefusedException(new Refusal("unknown", $"There is no choice “{key}”.", "The page of choices lists them."));
        var why = Acting.Given(Why, "The reason");
        if (await acting.Context.Set<SiteChoice>().FirstOrDefaultAsync(c => c.FollowsId == former.Id, acting.Cancel) is { } later)
        {
            Acting.Refuse("followed", $"{later.Key} stands in the place of {former.Key} already.", $"Say of {later.Key} who declined.");
        }

        var (name, chosen) = (Acting.Clean(Candidate), Json.Read<ChoiceOutcome>(former.Outcome).Chosen);
        var gone = chosen.FirstOrDefault(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (gone is null)
        {
            Acting.Refuse("not-chosen", $"“{name}” is not among the chosen of {former.Key}.", $"They are {string.Join(", ", chosen)}.");
        }

        var asked = Json.Read<SampleAsk>(former.Asked);
        asked = asked with { With = [.. chosen.Where(c => c != gone)], Without = [.. asked.Without ?? [], gone] };
        var result = Choosing.Do(asked, Json.Read<CandidateLines>(former.Candidates));
        var row = acting.Add(new SiteChoice
        {
            Key = await Keys.NextAsync<SiteChoice>(acting, "sc"), Title = former.Title, Reason = former.Reason, Origin = former.Origin, Candidates = former.Candidates, Asked = Json.Write(asked),
            Outcome = Json.Write(Choosing.Outcome(result)), FollowsId = former.Id, Declined = gone, DeclinedWhy = why,
        });
        return new SitesChosen(row.Key, Choosing.Outcome(result));
    }
}

/// <summary>A choice that was made.</summary>
/// <param name="Key">Its short name.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record SitesChosen(string Key, ChoiceOutcome Outcome);

/// <summary>What came of a choice.</summary>
/// <param name="Chosen">Names of the chosen.</param>
/// <param name="Value">What the choice is worth by its objective.</param>
/// <param name="Bound">No choice that keeps the rules does better.</param>
/// <param name="Proven">Whether it is known to be the best.</param>
/// <param name="Alike">How many choices are exactly as good, itself included; null where it is not proven.</param>
public sealed record ChoiceOutcome(IReadOnlyList<string> Chosen, double Value, double Bound, bool Proven, long? Alike);

/// <summary>Candidates as they were given.</summary>
/// <param name="Headings">Headings of the columns.</param>
/// <param name="Rows">Lines of cells.</param>
internal sealed record CandidateLines(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string?>> Rows);

/// <summary>The choice itself, its failures as refusals.</summary>
internal static class Choosing
{
    public static (CandidateLines Candidates, SampleResult Result) Do(SampleAsk asked, GivenFile file)
    {
        try
        {
            var (headings, rows) = CandidateSheet.Read(file.Bytes, file.Name);
            var lines = new CandidateLines(headings, rows);
            return (lines, Do(asked, lines));
        }
        catch (ReadException failure)
        {
            throw new RefusedException(new Refusal("unreadable", $"The candidates could not be read. {failure.Place}: {failure.Message}", "Nothing was changed."));
        }
    }

    public static SampleResult Do(SampleAsk asked, CandidateLines lines)
    {
        try
        {
            return asked.Choose(lines.Headings, lines.Rows);
        }
        catch (SamplingException failure)
        {
            throw new RefusedException(new Refusal("cannot-choose", failure.Message, failure.WhatToDo));
        }
    }

    public static ChoiceOutcome Outcome(SampleResult result) =>
        new([.. result.Choice.Chosen.Select(c => result.Table.Candidates[c].Name)], result.Choice.Value, result.Choice.Bound, result.Choice.Proven, result.Choice.Alike);
}
