using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Lists of a register as each source gave them on a day.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0006_vintages")]
internal sealed class M0006_Vintages : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("register_vintages") { HoldsLargeTexts = true }.Refers("import_id", "register_imports").Refers("previous_id", "register_vintages", nullable: true)
            .Column("source", Kind.Text).Column("known_date", Kind.Text).Column("known_day", Kind.Int).Column("whole", Kind.Flag).Column("mapping", Kind.Text).Column("content", Kind.Bytes)
            .Create(migrationBuilder);
}
