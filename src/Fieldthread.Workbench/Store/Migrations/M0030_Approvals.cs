using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Approvals of the study, of sites and of participants, and that they were looked at again.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0030_approvals")]
internal sealed class M0030_Approvals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("approvals").Column("kind", Kind.Text).Column("body", Kind.Text).Column("reference", Kind.Text).Column("from_date", Kind.Text, nullable: true).Column("until_date", Kind.Text, nullable: true)
            .Column("conditions", Kind.Text).Refers("site_id", "sites", nullable: true).Refers("participant_id", "participants", nullable: true).Create(migrationBuilder);
        new TableScript("approval_checks").Refers("approval_id", "approvals").Column("day", Kind.Text).Column("note", Kind.Text).Refers("checked_by_id", "people", nullable: true).Create(migrationBuilder);
    }
}
