using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What the study states of types of organisations.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0020_type_statements")]
internal sealed class M0020_TypeStatements : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("type_statements").Column("type_name", Kind.Text).Column("says", Kind.Text).Column("value", Kind.Text).Column("within", Kind.Text)
            .Column("from_date", Kind.Text, nullable: true).Column("last_date", Kind.Text, nullable: true).Column("from_day", Kind.Int, nullable: true).Column("end_day", Kind.Int, nullable: true)
            .Column("reason", Kind.Text).Column("source", Kind.Text).Create(migrationBuilder);
}
