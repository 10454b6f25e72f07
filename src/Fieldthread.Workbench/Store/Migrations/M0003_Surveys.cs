using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Evidence of the surveys: what was asked in which words, of whom, and what was answered.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0003_surveys")]
internal sealed class M0003_Surveys : Migration
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
        new TableScript("survey_imports").Column("file_name", Kind.Text).Column("remarks", Kind.Text),
        new TableScript("waves").Column("key", Kind.Text).Column("name", Kind.Text).Column("opens", Kind.Text, nullable: true).Column("closes", Kind.Text, nullable: true)
            .Column("reference", Kind.Text).Refers("import_id", "survey_imports"),
        new TableScript("items").Column("key", Kind.Text).Column("kind", Kind.Text).Column("options", Kind.Text).Column("ordinal", Kind.Int),
        new TableScript("item_wordings").Refers("item_id", "items").Refers("wave_id", "waves").Column("question", Kind.Text),
        new TableScript("posts").Column("respondent", Kind.Text).Column("organisation", Kind.Text).Column("starts", Kind.Text, nullable: true).Column("ends", Kind.Text, nullable: true)
            .Column("follows", Kind.Text),
        new TableScript("frame_entries").Refers("wave_id", "waves").Column("respondent", Kind.Text).Column("organisation", Kind.Text).Column("disposition", Kind.Text),
        new TableScript("responses").Refers("wave_id", "waves").Column("respondent", Kind.Text).Column("organisation", Kind.Text).Column("submitted", Kind.Text, nullable: true),
        new TableScript("answers").Refers("response_id", "responses").Refers("item_id", "items").Column("value", Kind.Text),
        new TableScript("open_answer_texts").Refers("wave_id", "waves").Refers("item_id", "items").Column("source_id", Kind.Id).Index("source_id"),
    ];
}
