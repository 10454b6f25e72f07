using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>What the ledger of erasures, kept outside the database, is still to be told.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0022_erasure_ledger")]
internal sealed class M0022_ErasureLedger : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE wipes ADD COLUMN ledger text NOT NULL DEFAULT '';");
}
