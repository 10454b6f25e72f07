using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Roles of participants through time.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0049_roles_held")]
internal sealed class M0049_RolesHeld : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("roles_held").Refers("participant_id", "participants").Column("role", Kind.Text).Refers("site_id", "sites", nullable: true)
            .Column("from_date", Kind.Text, nullable: true).Column("last_date", Kind.Text, nullable: true).Column("from_day", Kind.Int, nullable: true).Column("end_day", Kind.Int, nullable: true).Create(migrationBuilder);
}
