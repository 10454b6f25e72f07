using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Which sources of a register a study goes by.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0013_preferences")]
internal sealed class M0013_Preferences : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => new TableScript("register_preferences").Column("source", Kind.Text).Column("place", Kind.Int).Create(migrationBuilder);
}
