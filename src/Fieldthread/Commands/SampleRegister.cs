using Fieldthread.Core.Register;
using Fieldthread.Formats.Register;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary>What the sample study knows of its organisations beside the register itself: figures, published counts, responsibilities, money, bodies.</summary>
internal sealed class SampleRegister(Session session, int study, DirectoryInfo folder)
{
    private readonly List<string> steps = [];

    /// <summary>Brings in what is there.</summary>
    /// <returns>What was done, a line each.</returns>
    public async Task<IReadOnlyList<string>> FillAsync()
    {
        await IndicatorsAsync();
        await BrokenDownAsync();
        await CountsAsync();
        await ResponsibilitiesAsync();
        await MoneyAsync();
        await BodiesAsync();
        await TypesAsync();
        await JudgementsAsync();
        await CorrectionsAsync();
        return steps;
    }

    private async Task TypesAsync()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "types.csv"));
        if (file.Exists)
        {
            var came = (await session.DoAsync(study, new ImportTypes(new GivenFile(file.Name, await File.ReadAllBytesAsync(file.FullName, session.Cancel))), $"Reading {file.Name}")).Answer;
            var troubles = await session.AskAsync(study, new TypeTroubles("2021-10"));
            steps.Add($"{file.Name}: {came.Statements} statements on {came.Types} types; in October 2021 the register has {Counted.Of(troubles.Lines.Count, "thing")} otherwise.");
        }
    }

    private async Task JudgementsAsync()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "judgements.json"));
        if (file.Exists)
        {
            var told = Workbench.Store.Json.Read<Judged>(await File.ReadAllTextAsync(file.FullName, session.Cancel));
            foreach (var judgement in told.Judgements)
            {
                await session.DoAsync(study, judgement);
            }

            foreach (var document in told.Documents)
            {
                await session.DoAsync(study, document);
            }

            steps.Add($"{file.Name}: {Counted.Of(told.Judgements.Count, "judgement")} of what type groups are, {Counted.Of(told.Documents.Count, "document")} of the register.");
        }
    }

    private async Task CorrectionsAsync()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "corrections.json"));
        if (file.Exists)
        {
            var told = Workbench.Store.Json.Read<Corrected>(await File.ReadAllTextAsync(file.FullName, session.Cancel));
            foreach (Act<CorrectionMade> act in told.Stated.Concat<Act<CorrectionMade>>(told.Facts).Concat(told.Events).Concat(told.Terms))
            {
                await session.DoAsync(study, act);
            }

            steps.Add($"{file.Name}: {Counted.Of(told.Stated.Count + told.Facts.Count + told.Events.Count + told.Terms.Count, "correction")} of the register by the study itself.");
        }
    }

    private sealed record Corrected(IReadOnlyList<StateFact> Stated, IReadOnlyList<CorrectFact> Facts, IReadOnlyList<CorrectEvent> Events, IReadOnlyList<StateTerms> Terms);

    private sealed record Judged(IReadOnlyList<JudgeType> Judgements, IReadOnlyList<AddDocument> Documents);

    private async Task IndicatorsAsync()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "list-sizes.csv"));
        if (file.Exists)
        {
            var given = new GivenFile(file.Name, await File.ReadAllBytesAsync(file.FullName, session.Cancel));
            var came = (await session.DoAsync(study, new ImportIndicator(given, "list-sizes", "Patients on the lists of practices", "patients", "2024-05"), $"Reading {file.Name}")).Answer;
            steps.Add($"{file.Name}: {came.Figures} figures of {came.Members} practices in {came.Periods} years; {came.Remarks} lines to look at.");
        }
    }

    private async Task BrokenDownAsync()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "list-sizes-by-age-and-sex.csv"));
        if (file.Exists)
        {
            var given = new GivenFile(file.Name, await File.ReadAllBytesAsync(file.FullName, session.Cancel));
            var act = new ImportIndicator(given, "patients-by-age-and-sex", "Patients on the lists of practices, by sex and age", "patients", "2024-06", new IndicatorMapping(Breakdowns: "sex, age"));
            var came = (await session.DoAsync(study, act, $"Reading {file.Name}")).Answer;
            steps.Add($"{file.Name}: {came.Figures} figures of {came.Members} practices by sex and age; {came.Remarks} lines to look at.");
        }
    }

    private async Task CountsAsync()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "published-counts.csv"));
        if (file.Exists)
        {
            var came = (await session.DoAsync(study, new ImportCounts(new GivenFile(file.Name, await File.ReadAllBytesAsync(file.FullName, session.Cancel))), $"Reading {file.Name}")).Answer;
            var checks = await session.AskAsync(study, new CountChecked());
            steps.Add($"{file.Name}: {came.Counts} published counts; of {checks.Count} checks {checks.Count(c => c.State == CountState.Fails)} do not hold.");
        }
    }

    private async Task ResponsibilitiesAsync()
    {
        var there = new DirectoryInfo(Path.Combine(folder.FullName, "responsibilities"));
        if (there.Exists)
        {
            var files = new List<GivenFile>();
            foreach (var file in there.GetFiles("*.csv").OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                files.Add(new GivenFile(file.Name, await File.ReadAllBytesAsync(file.FullName, session.Cancel)));
            }

            var came = (await session.DoAsync(study, new ImportResponsibilities(files, Known: "2024-05"), "Reading responsibilities")).Answer;
            steps.Add($"Responsibilities: {came.Statements} statements about {came.Organisations} groups and {came.Activities} tasks; sources disagree in {Counted.Of(came.Conflicts, "place")}, {came.Remarks} lines to look at.");
        }
    }

    private async Task MoneyAsync()
    {
        var (money, prices) = (new FileInfo(Path.Combine(folder.FullName, "money.csv")), new FileInfo(Path.Combine(folder.FullName, "prices.csv")));
        if (money.Exists && prices.Exists)
        {
            var came = (await session.DoAsync(study, new ImportMoney(new GivenFile(money.Name, await File.ReadAllBytesAsync(money.FullName, session.Cancel)), "2024-05"), $"Reading {money.Name}")).Answer;
            var index = (await session.DoAsync(study, new ImportDeflator(new GivenFile(prices.Name, await File.ReadAllBytesAsync(prices.FullName, session.Cancel)), "county prices", "2024-05"), $"Reading {prices.Name}")).Answer;
            steps.Add($"{money.Name}: {came.Amounts} amounts of {came.Organisations} groups, {came.Conflicts} that sources give differently; {prices.Name}: an index of prices for {index.Periods} years.");
        }
    }

    /// <summary>Bodies as known when the register was, and after them what an older handbook said, which overrules nothing.</summary>
    private async Task BodiesAsync()
    {
        foreach (var (name, known, source) in new[] { ("bodies", "2023-04-15", "return to the Board"), ("bodies-2021-09", "2021-09", "handbook of the member groups") })
        {
            var files = new List<GivenFile>();
            foreach (var path in Formats.Register.BodyCsv.Files.Select(t => Path.Combine(folder.FullName, name, t)).Where(File.Exists))
            {
                files.Add(new GivenFile(Path.GetFileName(path), await File.ReadAllBytesAsync(path, session.Cancel)));
            }

            if (files.Count > 0)
            {
                var came = (await session.DoAsync(study, new ImportBodies(files, known, source), "Reading bodies")).Answer;
                steps.Add($"{name}, known on {came.Known}: {came.Bodies} bodies with {came.Posts} posts, held {came.Holdings} times by {came.Persons} persons; {came.Remarks} lines to look at{(came.Later > 0 ? $", {came.Later} that a later list gives otherwise" : "")}.");
            }
        }
    }
}
