using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Runs in which texts were coded by rule, and which codings came of them. A coding is not held fast by where it came from: it may be removed, merged or carried like any other.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0039_auto_coding")]
internal sealed class M0039_AutoCoding : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("auto_runs").Column("asked", Kind.Text).Column("note", Kind.Text).Refers("author_id", "people").Column("at", Kind.Long).Column("made", Kind.Int).Create(migrationBuilder);
        new TableScript("auto_codings").Column("coding_id", Kind.Id).Index("coding_id").Refers("run_id", "auto_runs").Refers("confirmed_by", "people", nullable: true).Column("confirmed_at", Kind.Long, nullable: true).Create(migrationBuilder);
    }
}
