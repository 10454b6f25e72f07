using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Consent by scope, withdrawals by level, and what a study does without a record.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0021_consents")]
internal sealed class M0021_Consents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("consents").Refers("participant_id", "participants").Column("scope", Kind.Text).Column("answer", Kind.Text).Column("day", Kind.Text, nullable: true).Column("form_version", Kind.Text)
            .Column("note", Kind.Text).Refers("recorded_by_id", "people", nullable: true).Create(migrationBuilder);
        new TableScript("withdrawals").Refers("participant_id", "participants").Column("level", Kind.Text).Column("day", Kind.Text).Column("cut_off", Kind.Text, nullable: true)
            .Refers("decided_by_id", "people", nullable: true).Column("reason", Kind.Text).Refers("recorded_by_id", "people", nullable: true).Create(migrationBuilder);
        new TableScript("consent_rules").Column("unrecorded", Kind.Text).Column("reason", Kind.Text).Create(migrationBuilder);
    }
}
