using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Framework matrices: cases by codes, with a summary in each cell and the codings that stand behind it.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0045_frameworks")]
internal sealed class M0045_Frameworks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("frameworks").Column("name", Kind.Text).Column("rows_are", Kind.Text).Refers("phase_id", "phases", nullable: true).Refers("site_id", "sites", nullable: true).Column("note", Kind.Text).Create(migrationBuilder);
        new TableScript("framework_columns").Refers("framework_id", "frameworks").Refers("code_id", "codes").Column("below", Kind.Flag).Column("ordinal", Kind.Int).Create(migrationBuilder);
        new TableScript("framework_cells").Refers("framework_id", "frameworks").Column("row_id", Kind.Id).Refers("code_id", "codes").Column("summary", Kind.Text).Refers("author_id", "people", nullable: true).Column("written_at", Kind.Long)
            .Column("codings", Kind.Int).Index("row_id").Create(migrationBuilder);
        new TableScript("framework_links").Refers("cell_id", "framework_cells").Column("coding_id", Kind.Id).Index("coding_id").Create(migrationBuilder);
    }
}
