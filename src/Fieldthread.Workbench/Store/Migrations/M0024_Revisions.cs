using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Steps from one revision of a source to the next, and codings that were let go on the way.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0024_revisions")]
internal sealed class M0024_Revisions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("revision_steps").Refers("revision_id", "revisions").Refers("base_id", "revisions").Column("kind", Kind.Text).Column("reason", Kind.Text).Column("map", Kind.Text)
            .Refers("made_by_id", "people", nullable: true).Column("made_at", Kind.Long).Column("made_in", Kind.Long).Create(migrationBuilder);
        new TableScript("stretches_let_go").Column("item_id", Kind.Id).Refers("revision_id", "revisions").Column("start", Kind.Int).Column("end", Kind.Int).Refers("code_id", "codes", nullable: true)
            .Refers("author_id", "people", nullable: true).Column("reason", Kind.Text).Refers("decided_by_id", "people", nullable: true).Create(migrationBuilder);
    }
}
