using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What people wrote to items of reporting checklists, and changes of the way of working.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0035_checklists")]
internal sealed class M0035_Checklists : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("checklist_texts").Column("list", Kind.Text).Column("item", Kind.Text).Column("text", Kind.Text).Refers("author_id", "people", nullable: true).Column("written_at", Kind.Long).Create(migrationBuilder);
        new TableScript("stance_changes").Column("former", Kind.Text).Column("next", Kind.Text).Column("reason", Kind.Text).Refers("author_id", "people", nullable: true).Column("changed_at", Kind.Long).Create(migrationBuilder);
    }
}
