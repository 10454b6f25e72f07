using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Bodies of organisations, their posts, and the persons who held them.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0011_bodies")]
internal sealed class M0011_Bodies : Migration
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
        new TableScript("body_imports").Column("file_name", Kind.Text).Column("remarks", Kind.Text),
        Dated(new TableScript("bodies").Column("key", Kind.Text).Refers("organisation_id", "organisations").Column("kind", Kind.Text).Column("name", Kind.Text).Refers("parent_id", "bodies", nullable: true)).Column("source", Kind.Text).Index("key"),
        Dated(new TableScript("body_posts").Refers("body_id", "bodies").Column("key", Kind.Text).Column("title", Kind.Text).Column("voting", Kind.Text).Column("sole", Kind.Flag)).Index("key"),
        new TableScript("register_persons").Column("key", Kind.Text).Column("name", Kind.Text).Column("public_office", Kind.Flag).Index("key"),
        Dated(new TableScript("post_holdings").Refers("post_id", "body_posts").Refers("person_id", "register_persons")).Column("source", Kind.Text),
    ];

    private static TableScript Dated(TableScript table) => table.Column("from_date", Kind.Text, nullable: true).Column("last_date", Kind.Text, nullable: true)
        .Column("from_day", Kind.Int, nullable: true).Column("end_day", Kind.Int, nullable: true);
}
