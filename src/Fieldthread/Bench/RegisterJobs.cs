using System.Globalization;
using System.Text;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Bench;

/// <summary>A national register of memberships: brought in, and asked as at a date, as known on a day, and for its lineage.</summary>
internal static class RegisterJobs
{
    private const int Intervals = 47_822;
    private const double QuestionBar = 50;

    public static async Task RunAsync(Scratch at, bool quick, ICollection<Row> rows, CancellationToken cancel)
    {
        var (file, groups) = Members(Intervals);
        var study = 0;
        var times = await Measuring.OfAsync(
            quick ? 1 : 4, async _ => await at.Workshop.DoAsync(study, new ImportRegister([file], RegisterLayout.Epcmem, "2019-10-01"), at.Actor, cancel: cancel),
            async run => study = (await at.Workshop.DoAsync(0, new StartStudy($"Register {run}", "Invented."), at.Actor, cancel: cancel)).Study);
        rows.Add(Row.Of(at.Name, $"import {Intervals:N0} memberships", times, "median", 3_000));
        await at.Workshop.DoAsync(study, new ImportRegister([groups], RegisterLayout.Succ, "2019-11-01"), at.Actor, cancel: cancel);
        var one = await at.Workshop.AskAsync(study, new OrganisationCalled("G0000"), at.Actor, cancel: cancel);
        async Task AskEach<T>(string called, Func<int, Workbench.Acts.Question<T>> question, double? bar = QuestionBar) =>
            rows.Add(Row.Of(at.Name, called, await Measuring.OfAsync(quick ? 5 : 30, run => at.Workshop.AskAsync(study, question(run), at.Actor, cancel: cancel)), "p95", bar));
        Task Ask<T>(string called, Workbench.Acts.Question<T> question, double? bar = QuestionBar) => AskEach(called, _ => question, bar);

        // Every run asks for another day: a day that was asked for is kept, and would measure the keeping alone.
        static string Day(int run) => new DateOnly(2001, 4, 2).AddDays(run * 151).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        static string Known(int run) => new DateOnly(2019, 10, 1).AddDays(run).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await AskEach("register as at a date", run => new RegisterAt(Day(run)));
        await Ask("register as at a date asked for again", new RegisterAt("2015-04-01"));
        await AskEach("register as at a date, as known on a day", run => new RegisterAt(Day(run), KnownOn: Known(run)));
        await Ask("counts of the register from year to year", new RegisterCounts("2015-04-01"));
        await Ask("an organisation with its members", new OrganisationById(one, "2015-04-01"));
        await Ask("lineage of an organisation", new LineageOf(one));
        await Ask("lineage of the whole register", new LineageOf());
        await AskEach("flows of members between two days", run => new RegisterFlows(Day(run), Day(run + 3)));
        await AskEach("flows of members, as known on a day", run => new RegisterFlows(Day(run), Day(run + 3), KnownOn: Known(run)));
        await Ask("successions and transfers, said and shown", new RegisterChanges());
        await Ask("conflicts of the register", new RegisterConflicts("2019-10-01"), null);
    }

    /// <summary>Memberships such as a national list has: every member under one group at a time, groups of three ages, of which the last merge now and then.</summary>
    private static (GivenFile Members, GivenFile Successions) Members(int intervals)
    {
        var (text, successions, written) = (new StringBuilder(), new StringBuilder(), 0);
        int[] ages = [19990401, 20010401, 20130401];
        for (var member = 0; written < intervals; member++)
        {
            var group = member / 38 % 400;
            for (var age = 0; age < ages.Length && written < intervals; age++)
            {
                var ends = age < ages.Length - 1 ? ages[age + 1] / 10_000 * 10_000 + 331 : (int?)null;
                text.Append(CultureInfo.InvariantCulture, $"M{member:00000},{"GHK"[age]}{(age == 2 ? group % 211 : group):0000},W,{ages[age]},{ends},0\n");
                written++;
            }

        }

        for (var group = 0; group < 400; group++)
        {
            successions.Append(CultureInfo.InvariantCulture, $"G{group:0000},H{group:0000},20010401\nH{group:0000},K{group % 211:0000},20130401\n");
        }

        return (new GivenFile("members.csv", Encoding.UTF8.GetBytes(text.ToString())), new GivenFile("succ.csv", Encoding.UTF8.GetBytes(successions.ToString())));
    }
}
