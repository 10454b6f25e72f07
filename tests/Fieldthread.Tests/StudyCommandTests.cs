using System.IO.Compression;
using Fieldthread.Testing;

namespace Fieldthread.Tests;

/// <summary>Studies by commands: shown, begun, carried elsewhere.</summary>
public sealed class StudyCommandTests : Commands
{
    [Fact]
    public void The_demonstration_fills_a_study_and_publishes_its_report()
    {
        var (code, output, _) = Run("demo", "--no-serve", "--samples", Path.Combine(Project.Root, "samples"));
        Assert.Equal(0, code);
        Assert.Contains("0 stop it", output, StringComparison.Ordinal);
        Assert.Contains("Published as version 1", output, StringComparison.Ordinal);
        Assert.Contains("public page stands at /p/lindermere-member-groups-2021-2022", output, StringComparison.Ordinal);
        var (verified, _, _) = Run("report", "verify", "report", "-s", "lindermere-member-groups-2021-2022", "--cut", "Interim report");
        Assert.Equal(0, verified);
        var (log, head, _) = Run("log", "verify");
        Assert.Equal(0, log);
        Assert.Contains("unbroken", head, StringComparison.Ordinal);
        var built = Path.Combine(Folder, "built");
        Assert.Equal(0, Run("report", "build", "report", "-s", "lindermere-member-groups-2021-2022", "--cut", "Interim report", "--out", built).Code);
        Assert.InRange(new FileInfo(Path.Combine(built, "text.html")).Length, 10_000, 60_000);
        var (again, left, _) = Run("demo", "--no-serve", "--samples", Path.Combine(Project.Root, "samples"));
        Assert.Equal(0, again);
        Assert.Contains("left as it", left, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_begins_with_a_template_and_says_what_comes_next()
    {
        Assert.Equal(0, Run("study", "new", "Theories", "--template", "realist").Code);
        Assert.Contains("Phase 2: testing theories", Run("ask", "phases", "-s", "theories").Output, StringComparison.Ordinal);
        Assert.Contains("Mechanism", Run("ask", "codebook", "-s", "theories").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("do", "edit-study", "name=Theories", "summary=What works.", "-s", "theories").Code);
        Assert.Equal(0, Run("do", "describe-study", "purpose=To know why.", "-s", "theories").Code);
        var steps = Run("study", "steps", "theories");
        Assert.Equal(0, steps.Code);
        Assert.Matches("done +The study", steps.Output);
        Assert.Matches("next +Funder and partners", steps.Output);
        Assert.Matches("open +Sites", steps.Output);
        Assert.Equal(2, Run("study", "new", "Other", "--template", "cookery").Code);
    }

    [Fact]
    public void A_study_travels_and_a_backup_comes_back()
    {
        Assert.Equal(0, Run("study", "new", "Travelling").Code);
        Assert.Equal(0, Run("do", "add-phase", "name=Phase 1", "-s", "travelling").Code);
        var archive = Path.Combine(Folder, "travelling.zip");
        Assert.Equal(0, Run("study", "export", "travelling", "--out", archive).Code);
        using (var zip = ZipFile.OpenRead(archive))
        {
            Assert.Contains(zip.Entries, e => e.Name == "README.txt");
        }

        var other = Path.Combine(Folder, "elsewhere");
        Assert.Equal(0, Run("study", "import", archive, "--data", other).Code);
        Assert.Contains("Phase 1", Run("ask", "phases", "-s", "travelling", "--data", other).Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("study", "import", archive, "--data", other).Code);
        var backup = Path.Combine(Folder, "backup.zip");
        Assert.Equal(0, Run("backup", backup).Code);
        var restored = Path.Combine(Folder, "restored");
        Assert.Equal(0, Run("restore", backup, "--data", restored).Code);
        Assert.Contains("Travelling", Run("study", "list", "--data", restored).Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("restore", backup, "--data", restored).Code);
    }

    [Fact]
    public void A_database_from_a_newer_version_is_refused_and_left_alone()
    {
        Assert.Equal(0, Run("study", "new", "Older").Code);
        var file = Path.Combine(Folder, "data", "fieldthread.db");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('9999_from_the_future', '99.0')";
            command.ExecuteNonQuery();
        }

        var (code, _, error) = Run("study", "list");
        Assert.Equal(1, code);
        Assert.Contains("newer version", error, StringComparison.Ordinal);
    }
}
