using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Retrievals that a study keeps as lines of text.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0028_kept_retrievals")]
internal sealed class M0028_KeptRetrievals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("kept_retrievals").Column("name", Kind.Text).Column("line", Kind.Text).Column("note", Kind.Text).Refers("author_id", "people", nullable: true).Create(migrationBuilder);
}
