using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>How a study is set up: what it says of itself, who pays, who carries it, who works on it, when it is in the field, what it plans; what a publication said of all that; and the study’s public page.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0004_study_setup")]
internal sealed class M0004_StudySetup : Migration
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
        new TableScript("study_statements").Column("purpose", Kind.Text).Column("approach", Kind.Text).Column("disclaimer", Kind.Text).Column("contact", Kind.Text),
        new TableScript("funders").Column("name", Kind.Text).Column("grant_number", Kind.Text).Column("ordinal", Kind.Int),
        new TableScript("partners").Column("name", Kind.Text).Column("does", Kind.Text).Column("owner", Kind.Flag).Column("ordinal", Kind.Int),
        new TableScript("contributors").Column("name", Kind.Text).Column("orcid", Kind.Text).Column("roles", Kind.Text).Column("ordinal", Kind.Int).Refers("person_id", "people", nullable: true),
        new TableScript("affiliations").Refers("contributor_id", "contributors").Column("institution", Kind.Text).Column("from_date", Kind.Text, nullable: true).Column("last_date", Kind.Text, nullable: true),
        new TableScript("fieldwork_windows").Refers("phase_id", "phases").Column("name", Kind.Text)
            .Column("planned_starts", Kind.Text, nullable: true).Column("planned_ends", Kind.Text, nullable: true).Column("starts", Kind.Text, nullable: true).Column("ends", Kind.Text, nullable: true),
        new TableScript("phase_sayings").Refers("phase_id", "phases").Column("text", Kind.Text).Column("starts", Kind.Text, nullable: true).Column("ends", Kind.Text, nullable: true),
        new TableScript("milestones").Column("name", Kind.Text).Column("planned", Kind.Text).Column("actual", Kind.Text, nullable: true).Column("note", Kind.Text),
        new TableScript("publication_credits").Refers("publication_id", "publications").Column("content", Kind.Text),
        new TableScript("study_pages").Column("content", Kind.Text).Column("published_at", Kind.Long),
    ];
}
