using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Lines of inquiry, topic guides with their versions, how encounters were held, and field notes by template.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0034_topic_guides")]
internal sealed class M0034_TopicGuides : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("lines_of_inquiry").Column("label", Kind.Text).Column("sought", Kind.Text).Column("ordinal", Kind.Int).Create(migrationBuilder);
        new TableScript("topic_guides").Column("title", Kind.Text).Create(migrationBuilder);
        new TableScript("guide_versions").Refers("guide_id", "topic_guides").Column("number", Kind.Int).Column("day", Kind.Text).Refers("author_id", "people", nullable: true).Column("note", Kind.Text).Create(migrationBuilder);
        new TableScript("guide_questions").Refers("version_id", "guide_versions").Column("ordinal", Kind.Int).Column("section", Kind.Text).Column("asks", Kind.Text).Column("prompts", Kind.Text).Create(migrationBuilder);
        new TableScript("question_lines").Refers("question_id", "guide_questions").Refers("line_id", "lines_of_inquiry").Create(migrationBuilder);
        new TableScript("encounter_details").Refers("encounter_id", "encounters").Column("channel", Kind.Text).Column("mode", Kind.Text).Column("kept", Kind.Text).Column("meeting_type", Kind.Text).Column("others_there", Kind.Text)
            .Refers("guide_version_id", "guide_versions", nullable: true).Create(migrationBuilder);
        new TableScript("encounter_observers").Refers("encounter_id", "encounters").Refers("person_id", "people").Create(migrationBuilder);
        new TableScript("note_templates").Column("name", Kind.Text).Column("about", Kind.Text).Column("headings", Kind.Text).Create(migrationBuilder);
        new TableScript("field_notes").Refers("source_id", "sources").Refers("template_id", "note_templates").Refers("author_id", "people", nullable: true).Column("day", Kind.Text, nullable: true).Create(migrationBuilder);
    }
}
