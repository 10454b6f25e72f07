using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Judgements of what type an organisation is, and documents of organisations and events.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0014_typologies")]
internal sealed class M0014_Typologies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("type_judgements").Refers("organisation_id", "organisations").Column("typology", Kind.Text).Column("type_name", Kind.Text).Column("analyst", Kind.Text).Column("judged", Kind.Text).Column("evidence", Kind.Text)
            .Column("from_date", Kind.Text, nullable: true).Column("last_date", Kind.Text, nullable: true).Column("from_day", Kind.Int, nullable: true).Column("end_day", Kind.Int, nullable: true).Create(migrationBuilder);
        new TableScript("register_documents").Refers("organisation_id", "organisations", nullable: true).Refers("event_id", "change_events", nullable: true).Column("title", Kind.Text).Column("kind", Kind.Text)
            .Column("date", Kind.Text, nullable: true).Column("reference", Kind.Text).Create(migrationBuilder);
    }
}
