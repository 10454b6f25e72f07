using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Joint displays with what is made of them.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0005_analysis")]
internal sealed class M0005_Analysis : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables())
        {
            table.Create(migrationBuilder);
        }
    }

    private static IEnumerable<TableScript> Tables() =>
    [
        new TableScript("joint_displays").Column("name", Kind.Text).Column("codes", Kind.Text).Column("items", Kind.Text),
        new TableScript("joint_notes").Refers("display_id", "joint_displays").Refers("site_id", "sites").Column("fit", Kind.Text).Column("note", Kind.Text),
        new TableScript("claim_verdicts").Refers("claim_id", "claims").Refers("phase_id", "phases").Column("verdict", Kind.Text).Column("reason", Kind.Text),
    ];
}
