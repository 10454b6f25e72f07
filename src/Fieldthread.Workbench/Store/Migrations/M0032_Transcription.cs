using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Recordings on their way to transcripts, the hours that went into them, and who listened again.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0032_transcription")]
internal sealed class M0032_Transcription : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("recordings").Refers("encounter_id", "encounters").Refers("source_id", "sources", nullable: true).Column("blob_id", Kind.Id, nullable: true)
            .Column("file_name", Kind.Text).Column("kind", Kind.Text).Column("media_type", Kind.Text).Column("size", Kind.Long).Column("sha256", Kind.Text)
            .Column("milliseconds", Kind.Int, nullable: true).Column("length_from_file", Kind.Flag).Refers("transcriber_id", "people", nullable: true).Refers("checker_id", "people", nullable: true)
            .Column("due", Kind.Text, nullable: true).Column("state", Kind.Text).Column("moved_at", Kind.Long).Refers("added_by_id", "people", nullable: true)
            .Column("erased_on", Kind.Text, nullable: true).Column("erased_why", Kind.Text).Create(migrationBuilder);
        new TableScript("transcription_hours").Refers("recording_id", "recordings").Refers("person_id", "people", nullable: true).Column("day", Kind.Text).Column("minutes", Kind.Int).Column("note", Kind.Text).Create(migrationBuilder);
        new TableScript("transcript_checks").Refers("recording_id", "recordings").Refers("person_id", "people", nullable: true).Column("day", Kind.Text).Column("outcome", Kind.Text)
            .Column("found", Kind.Text).Column("why_same_person", Kind.Text).Create(migrationBuilder);
    }
}
