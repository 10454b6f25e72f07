using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What people say of the work that is done to sources.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0033_work_board")]
internal sealed class M0033_WorkBoard : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("work_items").Refers("source_id", "sources").Column("kind", Kind.Text).Column("state", Kind.Text, nullable: true).Refers("owner_id", "people", nullable: true)
            .Column("due", Kind.Text, nullable: true).Column("note", Kind.Text).Column("said_at", Kind.Long).Refers("said_by_id", "people", nullable: true).Create(migrationBuilder);
}
