using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What organisations were responsible for, by activity, level and source.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0008_responsibilities")]
internal sealed class M0008_Responsibilities : Migration
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
        new TableScript("responsibility_imports").Column("file_name", Kind.Text).Column("sha256", Kind.Text).Column("levels", Kind.Text).Column("lines", Kind.Int).Column("fresh", Kind.Int).Column("remarks", Kind.Text),
        Dated(new TableScript("responsibilities").Refers("import_id", "responsibility_imports").Refers("organisation_id", "organisations").Column("given_as", Kind.Text).Column("activity", Kind.Text).Column("level", Kind.Text))
            .Column("source", Kind.Text).Column("track", Kind.Text).Column("known", Kind.Text).Column("known_day", Kind.Int).Column("note", Kind.Text).Column("line", Kind.Int),
        Dated(new TableScript("scoped_activities").Refers("import_id", "responsibility_imports").Column("activity", Kind.Text))
            .Column("source", Kind.Text).Column("known", Kind.Text).Column("known_day", Kind.Int).Column("note", Kind.Text).Column("line", Kind.Int),
    ];

    private static TableScript Dated(TableScript table) =>
        table.Column("from_date", Kind.Text, nullable: true).Column("last_date", Kind.Text, nullable: true).Column("from_day", Kind.Int, nullable: true).Column("end_day", Kind.Int, nullable: true);
}
