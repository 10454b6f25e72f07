using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Searches that a study keeps under names.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0040_kept_searches")]
internal sealed class M0040_KeptSearches : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("kept_searches").Column("name", Kind.Text).Column("asked", Kind.Text).Column("note", Kind.Text).Refers("author_id", "people", nullable: true).Create(migrationBuilder);
}
