using Fieldthread.Core.Fieldwork.Sheets;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class SheetPlanTests
{
    private static readonly HashSet<string> Sites = ["Site 1", "Site 2"];

    private static SheetGround Ground(params IReadOnlyList<string>[] rows) => new(
        [
            SheetColumn.Text("name") with { IsKey = true }, SheetColumn.OneOf("kind", ["interview", "meeting"]) with { IsNeeded = true }, SheetColumn.Day("date"), SheetColumn.Number("minutes", 1, 1440), SheetColumn.Known("site", "site", Sites),
            SheetColumn.Several("heard", "participant", new HashSet<string> { "P1", "P2", "P10" }), SheetColumn.Text("note") with { IsBeside = true },
        ],
        rows, new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "codings" });

    private static SheetPlan Plan(SheetGround ground, string headings, params string[] rows) => SheetPlan.Of("a.csv", headings.Split(','), [.. rows.Select((r, i) => new GivenRow(i + 2, r.Split(',')))], ground)!;

    [Fact]
    public void Rows_are_added_changed_or_as_they_stand()
    {
        var ground = Ground(["A", "interview", "2021-06-14", "45", "Site 1", "P2; P10", ""], ["B", "meeting", "", "", "", "", ""]);
        var plan = Plan(ground, "Name,KIND,date,minutes,site,heard,codings", "A,Interview,2021-06-14,45,Site 1,P10;P2,7", "B,meeting,2021-07,30,Site 2,,", "C,interview,,,,P1,");
        Assert.Equal((1, 1), (plan.Same, plan.New.Count));
        Assert.Equal([new CellChange("date", "", "2021-07"), new("minutes", "", "30"), new("site", "", "Site 2")], Assert.Single(plan.Changed).Changes);
        Assert.Equal(("C", 4, "P1"), (plan.New[0].Name, plan.New[0].Number, plan.New[0].Cells[5]));
        Assert.Empty(plan.Remarks);
        Assert.Null(SheetPlan.Of("a.csv", ["kind", "date"], [], ground));
    }

    [Fact]
    public void What_the_sheet_does_not_name_stays_and_an_empty_cell_takes_away()
    {
        var ground = Ground(["A", "interview", "2021-06-14", "45", "Site 1", "P1", ""]);
        Assert.Equal([new CellChange("date", "2021-06-14", "")], Plan(ground, "name,date,kind", "A,,").Changed.Single().Changes);
        Assert.Equal("45", Plan(ground, "name,date", "A,").Changed.Single().Cells[3]);
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_left_out_whole_and_told_by_its_place()
    {
        var ground = Ground(["A", "interview", "", "", "", "", ""], ["T", "interview", "", "", "", "", ""], ["T", "meeting", "", "", "", "", ""]);
        var plan = Plan(ground, "name,kind,date,minutes,site,heard,extra,name", "A,walk,soon,0,Site 9,P1;Q,", ",meeting,,,,,", "T,meeting,2021,,,,", "N,,,,,,", "M,meeting,,,,,", "M,interview,,,,,");
        Assert.Equal(["M"], plan.New.Select(n => n.Name));
        Assert.Empty(plan.Changed);
        Assert.Equal(
            [
                "a.csv, column “extra”: Not read. The columns of this table are name, kind, date, minutes, site, heard, note.", "a.csv, column “name”: Another column before it has the same heading; this one was left out.",
                "a.csv, row 2, column “kind”: “walk” is none of these: interview, meeting. The row was left out.", "a.csv, row 2, column “date”: “soon” is no date. Write 2021, 2021-06 or 2021-06-14. The row was left out.",
                "a.csv, row 2, column “minutes”: “0” is no whole number from 1 to 1,440. The row was left out.", "a.csv, row 2, column “site”: The study has no site “Site 9”. The row was left out.", "a.csv, row 2, column “heard”: The study has no participant “Q”. The row was left out.",
                "a.csv, row 3: Nothing says which one it is: “name” is empty. The row was left out.", "a.csv, row 4: The study has 2 of “T”, and which is meant cannot be told; this row was left out.", "a.csv, row 5: “N” is new, and its kind is missing; this row was left out.",
                "a.csv, row 7: “M” stands in row 6 already; this row was left out.",
            ],
            plan.Remarks.Select(r => $"{r.Place}: {r.Message}"));
        Assert.Equal("a.csv, row 2: The study has no “Q” here; this row was left out.", Plan(ground with { CanAdd = false }, "name,kind", "Q,meeting").Remarks.Select(r => $"{r.Place}: {r.Message}").Single());
    }

    /// <summary>Whatever stands goes out and comes back as nothing new; of an edited copy just the edited cells change, and done so it is nothing new again.</summary>
    [Fact]
    public void What_goes_out_comes_back_as_nothing_new_and_an_edit_is_the_edit()
    {
        var random = new Random(31);
        for (var round = 0; round < 400; round++)
        {
            string[] Row(int i) => [$"E{i}", random.Next(2) == 0 ? "interview" : "meeting", random.Next(3) == 0 ? "" : $"20{random.Next(10, 30)}-0{random.Next(1, 10)}", random.Next(2) == 0 ? "" : $"{random.Next(1, 1441)}", random.Next(2) == 0 ? "" : $"Site {random.Next(1, 3)}", random.Next(2) == 0 ? "" : "P1; P2", ""];
            var rows = Enumerable.Range(0, random.Next(1, 9)).Select(Row).ToList();
            var ground = Ground([.. rows]);
            string[] headings = ["name", "kind", "date", "minutes", "site", "heard"];
            var order = headings.OrderBy(_ => random.Next()).ToArray();
            IReadOnlyList<GivenRow> Out(IEnumerable<string[]> all) => [.. all.Select((r, i) => new GivenRow(i + 2, [.. order.Select(h => r[Array.IndexOf(headings, h)])]))];
            Assert.True(SheetPlan.Of("a", order, Out(rows), ground) is { IsNothing: true, Remarks.Count: 0 } none && none.Same == rows.Count);
            var edited = rows.ConvertAll(r => r.ToArray());
            var (row, column) = (random.Next(rows.Count), random.Next(2, 4));
            edited[row][column] = column == 2 ? "1999" : "7";
            var plan = SheetPlan.Of("a", order, Out(edited), ground)!;
            Assert.Equal(rows[row][column] == edited[row][column] ? [] : [new CellChange(headings[column], rows[row][column], edited[row][column])], plan.Changed.SelectMany(c => c.Changes));
            Assert.True(SheetPlan.Of("a", order, Out(edited), Ground([.. edited]))!.IsNothing);
        }
    }
}
