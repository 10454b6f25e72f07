using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Who heard which recording, and when.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0047_listenings")]
internal sealed class M0047_Listenings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("listenings").Refers("recording_id", "recordings").Refers("person_id", "people", nullable: true).Column("way", Kind.Text).Column("at", Kind.Long).Create(migrationBuilder);
}
