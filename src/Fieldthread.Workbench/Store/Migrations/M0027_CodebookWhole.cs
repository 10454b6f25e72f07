using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What a codebook says of a code beside its definition, and why codes were changed.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0027_codebook_whole")]
internal sealed class M0027_CodebookWhole : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("code_guides").Refers("code_id", "codes").Column("include_when", Kind.Text).Column("exclude_when", Kind.Text).Column("example", Kind.Text)
            .Refers("example_revision_id", "revisions", nullable: true).Column("example_start", Kind.Int, nullable: true).Column("example_end", Kind.Int, nullable: true)
            .Column("standing", Kind.Text).Refers("successor_id", "codes", nullable: true).Create(migrationBuilder);
        new TableScript("code_changes").Column("code_id", Kind.Id).Index("code_id").Column("other_id", Kind.Id, nullable: true).Column("deed", Kind.Text).Column("reason", Kind.Text).Column("codings", Kind.Int)
            .Refers("revision_id", "revisions", nullable: true).Column("start", Kind.Int, nullable: true).Column("end", Kind.Int, nullable: true).Create(migrationBuilder);
    }
}
