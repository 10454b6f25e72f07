using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What a coded project said when it went out or came in, as marks without words.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0042_exchanges")]
internal sealed class M0042_Exchanges : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("exchanges").Column("came_in", Kind.Flag).Column("name", Kind.Text).Column("made_at", Kind.Long).Column("made_in", Kind.Long).Column("items", Kind.Int).Column("blob_id", Kind.Id).Create(migrationBuilder);
}
