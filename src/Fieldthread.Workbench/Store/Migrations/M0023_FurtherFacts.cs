using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Attributes of organisations, times on tracks, and the terms of relations.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0023_further_facts")]
internal sealed class M0023_FurtherFacts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("organisation_facts").Refers("organisation_id", "organisations").Column("thing", Kind.Text).Column("about", Kind.Text).Column("value", Kind.Text).Refers("other_id", "organisations", nullable: true).Column("track", Kind.Text)
            .Column("from_date", Kind.Text, nullable: true).Column("last_date", Kind.Text, nullable: true).Column("from_day", Kind.Int, nullable: true).Column("end_day", Kind.Int, nullable: true).Create(migrationBuilder);
        new TableScript("relation_terms").Refers("subject_id", "organisations").Column("kind", Kind.Text).Refers("object_id", "organisations").Column("terms", Kind.Text)
            .Column("from_date", Kind.Text, nullable: true).Column("last_date", Kind.Text, nullable: true).Column("from_day", Kind.Int, nullable: true).Column("end_day", Kind.Int, nullable: true).Create(migrationBuilder);
    }
}
