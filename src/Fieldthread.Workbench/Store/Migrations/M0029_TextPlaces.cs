using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>On which page, or when in a recording, the words of a text stood.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0029_text_places")]
internal sealed class M0029_TextPlaces : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        new TableScript("text_places").Refers("revision_id", "revisions").Column("start", Kind.Int).Column("page", Kind.Int, nullable: true)
            .Column("begins_at", Kind.Int, nullable: true).Column("ends_at", Kind.Int, nullable: true).Create(migrationBuilder);
}
