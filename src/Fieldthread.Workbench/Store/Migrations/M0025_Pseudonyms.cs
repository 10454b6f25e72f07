using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What stands in texts in the place of names. The names are elsewhere, sealed.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0025_pseudonyms")]
internal sealed class M0025_Pseudonyms : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("pseudonyms").Column("replacement", Kind.Text).Column("kind", Kind.Text).Column("words_id", Kind.Id).Create(migrationBuilder);
}
