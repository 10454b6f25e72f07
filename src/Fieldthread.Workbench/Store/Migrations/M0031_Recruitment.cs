using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Who was asked to take part, what they answered, and how many were wanted.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0031_recruitment")]
internal sealed class M0031_Recruitment : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("recruits").Column("label", Kind.Text).Column("role", Kind.Text).Refers("site_id", "sites", nullable: true).Refers("participant_id", "participants", nullable: true).Refers("replaces_id", "recruits", nullable: true).Create(migrationBuilder);
        new TableScript("recruitment_steps").Refers("recruit_id", "recruits").Column("step", Kind.Text).Column("day", Kind.Text).Column("how", Kind.Text).Column("reason", Kind.Text).Column("ordinal", Kind.Int).Create(migrationBuilder);
        new TableScript("recruitment_targets").Column("role", Kind.Text).Refers("site_id", "sites", nullable: true).Column("number", Kind.Int).Create(migrationBuilder);
    }
}
