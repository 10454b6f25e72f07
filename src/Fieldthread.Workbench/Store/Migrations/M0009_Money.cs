using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Money and staff of organisations, and indices of prices.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0009_money")]
internal sealed class M0009_Money : Migration
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
        new TableScript("money_imports").Column("file_name", Kind.Text).Column("sha256", Kind.Text).Column("lines", Kind.Int).Column("fresh", Kind.Int).Column("remarks", Kind.Text),
        new TableScript("money_amounts").Refers("import_id", "money_imports").Refers("organisation_id", "organisations").Column("given_as", Kind.Text).Column("what", Kind.Text).Column("amount", Kind.Long).Column("unit", Kind.Text)
            .Column("span", Kind.Text).Column("first_day", Kind.Int).Column("kind", Kind.Text).Column("approximate", Kind.Flag).Column("source", Kind.Text).Column("known", Kind.Text).Column("known_day", Kind.Int).Column("note", Kind.Text)
            .Column("line", Kind.Int),
        new TableScript("deflators").Column("name", Kind.Text).Column("file_name", Kind.Text).Column("sha256", Kind.Text).Column("known", Kind.Text).Column("known_day", Kind.Int).Column("indices", Kind.Text).Column("remarks", Kind.Text),
    ];
}
