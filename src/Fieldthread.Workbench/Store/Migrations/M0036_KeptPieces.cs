using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What came with a project and has no other home, its files, and values of sources.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0036_kept_pieces")]
internal sealed class M0036_KeptPieces : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("kept_pieces").Refers("import_id", "imports").Column("target_kind", Kind.Text).Column("target_id", Kind.Id).Column("part", Kind.Text).Column("foreign_id", Kind.Text)
            .Column("name", Kind.Text).Column("ordinal", Kind.Int).Column("said", Kind.Text).Create(migrationBuilder);
        new TableScript("kept_files").Refers("piece_id", "kept_pieces").Column("path", Kind.Text).Column("length", Kind.Long).Column("blob_id", Kind.Id, nullable: true).Create(migrationBuilder);
        new TableScript("source_values").Refers("source_id", "sources").Column("name", Kind.Text).Column("kind", Kind.Text).Column("value", Kind.Text).Column("foreign_id", Kind.Text, nullable: true).Create(migrationBuilder);
    }
}
