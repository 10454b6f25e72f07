using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Figures of the members of the register, by measure and period.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0007_indicators")]
internal sealed class M0007_Indicators : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables())
        {
            table.Create(migrationBuilder);
        }
    }

    private static IEnumerable<TableScript> Tables() =>
    [
        new TableScript("measures").Column("key", Kind.Text).Column("title", Kind.Text).Column("unit", Kind.Text).Column("kind", Kind.Text).Column("span", Kind.Text).Index("key"),
        new TableScript("indicator_imports").Refers("measure_id", "measures").Column("file_name", Kind.Text).Column("sha256", Kind.Text).Column("known", Kind.Text).Column("known_day", Kind.Int)
            .Column("columns", Kind.Text).Column("figures", Kind.Int).Column("fresh", Kind.Int).Column("revised", Kind.Int).Refers("same_as_id", "indicator_imports", nullable: true).Column("remarks", Kind.Text),
        new TableScript("indicator_sheets") { HoldsLargeTexts = true }.Refers("import_id", "indicator_imports").Refers("measure_id", "measures").Column("first_day", Kind.Int).Column("figures", Kind.Text),
    ];
}
