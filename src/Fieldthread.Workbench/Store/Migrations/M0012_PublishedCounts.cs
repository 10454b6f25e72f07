using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>How many organisations others printed.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0012_published_counts")]
internal sealed class M0012_PublishedCounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("count_imports").Column("file_name", Kind.Text).Column("counts", Kind.Int).Column("fresh", Kind.Int).Column("remarks", Kind.Text).Create(migrationBuilder);
        new TableScript("published_counts").Refers("import_id", "count_imports").Column("place", Kind.Text).Column("topic", Kind.Text).Column("date", Kind.Text).Column("row_name", Kind.Text).Column("category", Kind.Text)
            .Column("within", Kind.Text).Column("count", Kind.Long).Column("percent", Kind.Text, nullable: true).Column("source", Kind.Text).Column("known", Kind.Text, nullable: true).Column("type", Kind.Text)
            .Column("words", Kind.Text).Create(migrationBuilder);
    }
}
