using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>The register: organisations with their dated names, codes and relations, change events, imports; and which organisation a site is.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0002_register")]
internal sealed class M0002_Register : Migration
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
        Dated(new TableScript("organisations").Column("key", Kind.Text).Column("type", Kind.Text)).Index("key"),
        Dated(new TableScript("organisation_names").Refers("organisation_id", "organisations").Column("name", Kind.Text)),
        Dated(new TableScript("organisation_codes").Refers("organisation_id", "organisations").Column("scheme", Kind.Text).Column("code", Kind.Text)),
        Dated(new TableScript("relations").Refers("subject_id", "organisations").Column("kind", Kind.Text).Refers("object_id", "organisations")),
        new TableScript("change_events").Column("key", Kind.Text).Column("date", Kind.Text).Column("day", Kind.Int).Column("kind", Kind.Text).Index("key"),
        new TableScript("event_parts").Refers("event_id", "change_events").Refers("organisation_id", "organisations").Column("role", Kind.Text).Column("note", Kind.Text),
        new TableScript("register_imports").Column("file_name", Kind.Text).Column("layout", Kind.Text).Column("remarks", Kind.Text),
        Dated(new TableScript("site_organisations").Refers("site_id", "sites").Refers("organisation_id", "organisations")),
    ];

    private static TableScript Dated(TableScript table) => table.Column("from_date", Kind.Text, nullable: true).Column("last_date", Kind.Text, nullable: true)
        .Column("from_day", Kind.Int, nullable: true).Column("end_day", Kind.Int, nullable: true);
}
