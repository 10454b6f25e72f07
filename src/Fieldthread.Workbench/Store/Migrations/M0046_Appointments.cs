using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Appointments: encounters that are planned, with whom, and who of the team goes.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0046_appointments")]
internal sealed class M0046_Appointments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("appointments").Column("name", Kind.Text).Column("uid", Kind.Text).Column("kind", Kind.Text).Column("starts", Kind.Text).Column("zone", Kind.Text).Column("minutes", Kind.Int, nullable: true)
            .Refers("site_id", "sites", nullable: true).Refers("phase_id", "phases", nullable: true).Refers("encounter_id", "encounters", nullable: true).Column("place", Kind.Text).Column("note", Kind.Text).Column("state", Kind.Text)
            .Column("sequence", Kind.Int).Column("changed_at", Kind.Long).Create(migrationBuilder);
        new TableScript("appointment_participants").Refers("appointment_id", "appointments").Refers("participant_id", "participants").Create(migrationBuilder);
        new TableScript("appointment_team").Refers("appointment_id", "appointments").Refers("person_id", "people").Create(migrationBuilder);
    }
}
