using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Minutes of analysis meetings: who was there, what was decided, and what each decision touches.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0043_minutes")]
internal sealed class M0043_Minutes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("minutes").Column("date", Kind.Text).Column("title", Kind.Text).Column("discussed", Kind.Text).Column("others", Kind.Text)
            .Refers("written_by_id", "people", nullable: true).Column("written_at", Kind.Long).Create(migrationBuilder);
        new TableScript("minutes_present").Refers("minutes_id", "minutes").Refers("person_id", "people").Create(migrationBuilder);
        new TableScript("decisions").Refers("minutes_id", "minutes").Column("ordinal", Kind.Int).Column("words", Kind.Text).Create(migrationBuilder);
        new TableScript("decision_links").Refers("decision_id", "decisions").Column("target_kind", Kind.Text).Column("target_id", Kind.Id).Index("target_id").Create(migrationBuilder);
    }
}
