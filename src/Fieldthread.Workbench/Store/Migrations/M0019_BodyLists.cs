using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What each list of bodies said, with the day on which it was known.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0019_body_lists")]
internal sealed class M0019_BodyLists : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("body_lists") { HoldsLargeTexts = true }.Refers("import_id", "body_imports").Refers("previous_id", "body_lists", nullable: true).Column("known_date", Kind.Text).Column("known_day", Kind.Int)
            .Column("content", Kind.Bytes).Create(migrationBuilder);
}
