using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Attributes of participants, as sites and sources have them.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0044_participant_attributes")]
internal sealed class M0044_ParticipantAttributes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("participant_attributes").Refers("participant_id", "participants").Column("name", Kind.Text).Column("kind", Kind.Text).Column("value", Kind.Text).Create(migrationBuilder);
}
