using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Change events in full: what is told of them and of each organisation’s part, and the reforms that they hang on.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0010_event_details")]
internal sealed class M0010_EventDetails : Migration
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
        new TableScript("reforms").Column("key", Kind.Text).Column("name", Kind.Text).Column("kind", Kind.Text).Column("announced", Kind.Text, nullable: true).Column("enacted", Kind.Text, nullable: true)
            .Column("effective", Kind.Text, nullable: true).Column("note", Kind.Text).Index("key"),
        new TableScript("event_details").Refers("event_id", "change_events").Column("legal_date", Kind.Text, nullable: true).Column("operational_date", Kind.Text, nullable: true).Column("cause", Kind.Text)
            .Column("initiator", Kind.Text).Column("pressure", Kind.Text).Column("evidence", Kind.Text).Refers("reform_id", "reforms", nullable: true),
        new TableScript("event_part_details").Refers("part_id", "event_parts").Column("attitude_before", Kind.Text).Column("attitude_after", Kind.Text).Column("share", Kind.Text).Column("basis", Kind.Text),
    ];
}
