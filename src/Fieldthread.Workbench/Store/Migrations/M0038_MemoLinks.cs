using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What a memo is linked to beside what it is on. Neither end is held fast: a link whose end is gone is not shown, and comes back with it.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0038_memo_links")]
internal sealed class M0038_MemoLinks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("memo_links").Column("memo_id", Kind.Id).Index("memo_id").Column("target_kind", Kind.Text).Column("target_id", Kind.Id).Index("target_id").Create(migrationBuilder);
}
