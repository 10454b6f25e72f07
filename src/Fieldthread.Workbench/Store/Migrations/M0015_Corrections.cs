using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What the study itself states of its register.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0015_corrections")]
internal sealed class M0015_Corrections : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("register_corrections").Column("thing", Kind.Text).Column("subject", Kind.Text).Refers("organisation_id", "organisations", nullable: true).Column("denies", Kind.Text).Column("states", Kind.Text)
            .Column("by_hand", Kind.Flag).Column("reason", Kind.Text).Column("source", Kind.Text).Column("known_date", Kind.Text).Column("known_day", Kind.Int).Refers("list_id", "register_vintages", nullable: true)
            .Column("made_in", Kind.Long).Create(migrationBuilder);
}
