using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Sources and codes that hold special categories of personal data.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0048_special_flags")]
internal sealed class M0048_SpecialFlags : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("special_flags").Refers("source_id", "sources", nullable: true).Refers("code_id", "codes", nullable: true).Column("category", Kind.Text).Column("consent_held", Kind.Flag).Column("note", Kind.Text).Create(migrationBuilder);
}
