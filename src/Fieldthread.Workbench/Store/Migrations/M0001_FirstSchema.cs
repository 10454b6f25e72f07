using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>The first schema: log, evidence of the seven rooms, index, blobs, jobs, accounts' secrets.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0001_first_schema")]
internal sealed class M0001_FirstSchema : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var sqlite = migrationBuilder.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal);
        if (!sqlite)
        {
            PostgresFunctions(migrationBuilder);
        }

        Log(migrationBuilder, sqlite);
        Plain(migrationBuilder, sqlite);
        foreach (var table in Tables())
        {
            table.Create(migrationBuilder);
        }

        FullText(migrationBuilder, sqlite);
    }

    private static IEnumerable<TableScript> Tables() =>
    [
        new TableScript("study_details").Column("name", Kind.Text).Column("summary", Kind.Text).Column("stance", Kind.Text),
        new TableScript("people").Column("name", Kind.Text).Column("account_id", Kind.Id, nullable: true).Column("role", Kind.Text, nullable: true)
            .Column("blind", Kind.Flag).Column("foreign_id", Kind.Text, nullable: true).Index("account_id"),
        new TableScript("phases").Column("name", Kind.Text).Column("starts", Kind.Text, nullable: true).Column("ends", Kind.Text, nullable: true)
            .Column("starts_day", Kind.Int, nullable: true).Column("ends_day", Kind.Int, nullable: true),
        new TableScript("memos").Column("target_kind", Kind.Text).Column("target_id", Kind.Id).Column("start", Kind.Int, nullable: true).Column("end", Kind.Int, nullable: true).Column("title", Kind.Text, nullable: true).Column("words", Kind.Text)
            .Refers("author_id", "people", nullable: true).Column("written_at", Kind.Long, nullable: true).Column("foreign_id", Kind.Text, nullable: true).Index("target_id"),
        new TableScript("statistics").Column("key", Kind.Text).Column("label", Kind.Text).Column("definition", Kind.Text).Index("key"),
        new TableScript("cuts").Column("name", Kind.Text).Column("act", Kind.Long).Column("head_hash", Kind.Bytes).Column("filter", Kind.Text)
            .Column("results", Kind.Text).Column("frozen_at", Kind.Long).Index("name"),
        new TableScript("accounts").Column("name", Kind.Text).Column("email", Kind.Text).Column("steward", Kind.Flag).Column("closed", Kind.Flag).Index("email"),
        new TableScript("sites").Column("name", Kind.Text).Column("about", Kind.Text).Column("foreign_id", Kind.Text, nullable: true),
        new TableScript("site_attributes").Refers("site_id", "sites").Column("name", Kind.Text).Column("kind", Kind.Text).Column("value", Kind.Text)
            .Column("foreign_id", Kind.Text, nullable: true),
        new TableScript("participants").Column("pseudonym", Kind.Text).Column("role", Kind.Text).Refers("site_id", "sites", nullable: true).Column("consent_to_quote", Kind.Text),
        new TableScript("encounters").Column("name", Kind.Text).Column("kind", Kind.Text).Column("date", Kind.Text, nullable: true).Column("minutes", Kind.Int, nullable: true)
            .Refers("site_id", "sites", nullable: true).Refers("phase_id", "phases", nullable: true),
        new TableScript("attendances").Refers("encounter_id", "encounters").Refers("participant_id", "participants"),
        new TableScript("imports").Column("file_name", Kind.Text).Column("format", Kind.Text).Column("project_name", Kind.Text, nullable: true)
            .Column("origin", Kind.Text, nullable: true).Column("remarks", Kind.Text),
        new TableScript("sources").Column("name", Kind.Text).Refers("encounter_id", "encounters", nullable: true).Column("quoting_basis", Kind.Text)
            .Column("blob_id", Kind.Id, nullable: true).Refers("import_id", "imports", nullable: true).Column("foreign_id", Kind.Text, nullable: true),
        new TableScript("source_sites").Refers("source_id", "sources").Refers("site_id", "sites"),
        new TableScript("revisions") { HoldsLargeTexts = true }.Refers("source_id", "sources").Column("number", Kind.Int).Column("length", Kind.Int).Column("text", Kind.Text),
        new TableScript("passages").Refers("revision_id", "revisions").Column("ordinal", Kind.Int).Column("start", Kind.Int).Column("end", Kind.Int)
            .Column("words_start", Kind.Int).Column("speaker", Kind.Text, nullable: true).Column("search_row", Kind.Long).Index("search_row"),
        new TableScript("codes").Refers("parent_id", "codes", nullable: true).Column("name", Kind.Text).Column("colour", Kind.Text, nullable: true).Column("definition", Kind.Text)
            .Column("is_codable", Kind.Flag).Column("ordinal", Kind.Int).Column("foreign_id", Kind.Text, nullable: true),
        new TableScript("codings").Refers("revision_id", "revisions").Column("start", Kind.Int).Column("end", Kind.Int).Refers("code_id", "codes").Refers("coder_id", "people")
            .Column("coded_at", Kind.Long, nullable: true).Column("foreign_id", Kind.Text, nullable: true).Column("selection_foreign_id", Kind.Text, nullable: true)
            .Column("selection_name", Kind.Text, nullable: true).Covering("revision_id", "start", "end", "code_id", "coder_id"),
        new TableScript("quotations").Column("key", Kind.Text).Refers("revision_id", "revisions").Column("start", Kind.Int).Column("end", Kind.Int).Column("exact", Kind.Text)
            .Column("prefix", Kind.Text).Column("suffix", Kind.Text).Column("note", Kind.Text).Index("key"),
        new TableScript("claims").Column("key", Kind.Text).Column("statement", Kind.Text).Index("key"),
        new TableScript("claim_evidence").Refers("claim_id", "claims").Refers("quotation_id", "quotations", nullable: true).Refers("statistic_id", "statistics", nullable: true)
            .Column("side", Kind.Text).Column("note", Kind.Text),
        new TableScript("reports") { HoldsLargeTexts = true }.Column("slug", Kind.Text).Column("title", Kind.Text).Column("text", Kind.Text),
        new TableScript("publications") { HoldsLargeTexts = true }.Refers("report_id", "reports").Refers("cut_id", "cuts").Column("version", Kind.Int).Column("title", Kind.Text)
            .Column("text", Kind.Text).Column("page", Kind.Text).Column("text_only_page", Kind.Text).Column("checks", Kind.Text).Column("head_hash", Kind.Bytes)
            .Column("published_at", Kind.Long),
    ];

    private static void Log(MigrationBuilder migration, bool sqlite)
    {
        string T(Kind kind) => TableScript.Type(kind, sqlite);
        migration.Sql($"CREATE TABLE studies (id {T(Kind.Int)} PRIMARY KEY, uid {T(Kind.Id)} NOT NULL UNIQUE, slug {T(Kind.Text)} NOT NULL UNIQUE, head {T(Kind.Long)} NOT NULL, head_hash {T(Kind.Bytes)} NOT NULL, search_rows {T(Kind.Long)} NOT NULL DEFAULT 0);");
        migration.Sql($"""
            CREATE TABLE acts (study_id {T(Kind.Int)} NOT NULL REFERENCES studies (id), seq {T(Kind.Long)} NOT NULL, name {T(Kind.Text)} NOT NULL, at {T(Kind.Long)} NOT NULL,
              actor_id {T(Kind.Id)}, client_id {T(Kind.Id)}, digest {T(Kind.Bytes)} NOT NULL, salt {T(Kind.Bytes)}, answer {T(Kind.Text)} NOT NULL, undoes {T(Kind.Long)},
              hash {T(Kind.Bytes)} NOT NULL, PRIMARY KEY (study_id, seq));
            """);
        migration.Sql("CREATE UNIQUE INDEX ux_acts_client ON acts (study_id, actor_id, client_id);");
        // Study 0 is the installation itself: its accounts are acts of its own log.
        migration.Sql(sqlite
            ? "INSERT INTO studies (id, uid, slug, head, head_hash) VALUES (0, randomblob(16), 'installation', 0, zeroblob(32));"
            : "INSERT INTO studies (id, uid, slug, head, head_hash) VALUES (0, gen_random_uuid(), 'installation', 0, decode(repeat('00', 32), 'hex'));");
        KeepLog(migration, sqlite);
    }

    /// <summary>A line of the log is written once. Only its salt may go, when words are erased.</summary>
    private static void KeepLog(MigrationBuilder migration, bool sqlite)
    {
        string[] columns = ["study_id", "seq", "name", "at", "actor_id", "client_id", "digest", "answer", "undoes", "hash"];
        if (sqlite)
        {
            var differs = string.Join(" OR ", columns.Select(c => $"NEW.{c} IS NOT OLD.{c}"));
            migration.Sql($"CREATE TRIGGER acts_kept BEFORE UPDATE ON acts WHEN NEW.salt IS NOT NULL OR {differs} BEGIN SELECT RAISE(ABORT, 'acts: a line of the log is never changed'); END;");
            migration.Sql("CREATE TRIGGER acts_kept_on_delete BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts: a line of the log is never removed'); END;");
            return;
        }

        var changed = string.Join(" OR ", columns.Select(c => $"NEW.{c} IS DISTINCT FROM OLD.{c}"));
        migration.Sql($"""
            CREATE FUNCTION keep_log() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'acts: a line of the log is never removed'; END IF;
              IF NEW.salt IS NOT NULL OR {changed} THEN RAISE EXCEPTION 'acts: a line of the log is never changed'; END IF;
              RETURN NEW;
            END $$;
            """);
        migration.Sql("CREATE TRIGGER acts_kept BEFORE UPDATE OR DELETE ON acts FOR EACH ROW EXECUTE FUNCTION keep_log();");
        migration.Sql("CREATE TRIGGER acts_not_truncated BEFORE TRUNCATE ON acts FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();");
    }

    /// <summary>Tables that are no evidence: files as they came, work under way, secrets, keys.</summary>
    private static void Plain(MigrationBuilder migration, bool sqlite)
    {
        string T(Kind kind) => TableScript.Type(kind, sqlite);
        migration.Sql($"CREATE TABLE blobs (study_id {T(Kind.Int)} NOT NULL, id {T(Kind.Id)} NOT NULL, media_type {T(Kind.Text)} NOT NULL, bytes {T(Kind.Bytes)} NOT NULL, PRIMARY KEY (study_id, id));");
        migration.Sql($"""
            CREATE TABLE jobs (study_id {T(Kind.Int)} NOT NULL, id {T(Kind.Id)} NOT NULL, name {T(Kind.Text)} NOT NULL, payload {T(Kind.Text)} NOT NULL, account_id {T(Kind.Id)},
              state {T(Kind.Text)} NOT NULL, done {T(Kind.Long)} NOT NULL, total {T(Kind.Long)} NOT NULL, message {T(Kind.Text)} NOT NULL, cancel {T(Kind.Flag)} NOT NULL,
              leased_until {T(Kind.Long)} NOT NULL, attempts {T(Kind.Int)} NOT NULL, created_at {T(Kind.Long)} NOT NULL, PRIMARY KEY (study_id, id));
            """);
        migration.Sql($"CREATE TABLE credentials (account_id {T(Kind.Id)} PRIMARY KEY, password_hash {T(Kind.Text)} NOT NULL, stamp {T(Kind.Text)} NOT NULL);");
        migration.Sql($"""
            CREATE TABLE links (token_hash {T(Kind.Bytes)} PRIMARY KEY, purpose {T(Kind.Text)} NOT NULL, account_id {T(Kind.Id)}, study_id {T(Kind.Int)}, role {T(Kind.Text)},
              name {T(Kind.Text)} NOT NULL, expires_at {T(Kind.Long)} NOT NULL, used_at {T(Kind.Long)});
            """);
        migration.Sql($"CREATE TABLE wipes (study_id {T(Kind.Int)} NOT NULL, act {T(Kind.Long)} NOT NULL, PRIMARY KEY (study_id, act));");
        migration.Sql($"CREATE TABLE keyring (name {T(Kind.Text)} PRIMARY KEY, xml {T(Kind.Text)} NOT NULL);");
    }

    private static void FullText(MigrationBuilder migration, bool sqlite)
    {
        if (!sqlite)
        {
            migration.Sql("CREATE TABLE passage_terms (search_row bigint PRIMARY KEY, study_id integer NOT NULL, terms text NOT NULL, vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', terms)) STORED);");
            migration.Sql("CREATE INDEX ix_passage_terms_vector ON passage_terms USING gin (vector);");
            return;
        }

        migration.Sql("CREATE TABLE passage_terms (search_row integer PRIMARY KEY, study_id integer NOT NULL, terms text NOT NULL);");
        migration.Sql("CREATE VIRTUAL TABLE passage_index USING fts5(terms, content='passage_terms', content_rowid='search_row', tokenize='unicode61 remove_diacritics 0');");
        migration.Sql("INSERT INTO passage_index (passage_index, rank) VALUES ('secure-delete', 1);");
        migration.Sql("CREATE TRIGGER passage_terms_added AFTER INSERT ON passage_terms BEGIN INSERT INTO passage_index (rowid, terms) VALUES (NEW.search_row, NEW.terms); END;");
        migration.Sql("CREATE TRIGGER passage_terms_removed AFTER DELETE ON passage_terms BEGIN INSERT INTO passage_index (passage_index, rowid, terms) VALUES ('delete', OLD.search_row, OLD.terms); END;");
    }

    private static void PostgresFunctions(MigrationBuilder migration)
    {
        migration.Sql("CREATE FUNCTION known() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('fieldthread.known', true), '')::bigint $$;");
        migration.Sql("""
            CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE open_act bigint;
            BEGIN
              SELECT head INTO open_act FROM studies WHERE id = OLD.study_id;
              IF TG_OP = 'UPDATE' AND (NEW.recorded_in <> open_act OR NEW.id <> OLD.id OR NEW.study_id <> OLD.study_id) THEN
                RAISE EXCEPTION '%: a row changes only inside the open act, under its own id', TG_TABLE_NAME;
              END IF;
              IF OLD.recorded_in <> open_act THEN
                EXECUTE format('INSERT INTO %I SELECT ($1).*, $2', TG_TABLE_NAME || '_history') USING OLD, open_act;
              END IF;
              IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
              RETURN NEW;
            END $$;
            """);
        migration.Sql("CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'TRUNCATE loses history and is banned'; END $$;");
    }
}
