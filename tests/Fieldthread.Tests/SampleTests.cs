using System.Text.RegularExpressions;
using Fieldthread.Testing;

namespace Fieldthread.Tests;

/// <summary>The sample study reads like people, and two people do not use the same ten words in a row.</summary>
public sealed partial class SampleTests
{
    private const int Run = 10;

    [Fact]
    public void No_ten_words_in_a_row_stand_in_two_sources()
    {
        var sources = Sources();
        Assert.True(sources.Count >= 24, $"{sources.Count} sources");
        Assert.Empty(Common(sources));
    }

    [Fact]
    public void A_planted_run_is_found_and_one_word_less_is_not()
    {
        const string Words = "the lights over the side door are on as promised";
        Assert.Equal(["a and b: " + Words], Common(new() { ["a"] = $"She said {Words}, and left.", ["b"] = $"“{Words.ToUpperInvariant()}”\nno" }));
        Assert.Empty(Common(new() { ["a"] = $"She said {Words}", ["b"] = Words.Replace(" as promised", "", StringComparison.Ordinal) }));
    }

    [Fact]
    public void The_interviews_and_notes_are_as_long_as_real_ones()
    {
        foreach (var (name, text) in Sources().Where(s => s.Key.StartsWith("texts/", StringComparison.Ordinal)))
        {
            Assert.True(text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length is >= 1000 and <= 2000, $"{name} is not between 1,000 and 2,000 words long");
        }
    }

    [Fact]
    public void The_maker_of_the_sample_finds_nothing_wrong_with_it_and_finds_a_planted_fault()
    {
        Assert.Equal((0, ""), Check(Project.Root));
        var copy = Directory.CreateTempSubdirectory("fieldthread-sample-").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Project.Root, "samples"), "*", SearchOption.AllDirectories))
            {
                var there = Path.Combine(copy, Path.GetRelativePath(Project.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(there)!);
                File.Copy(file, there);
            }

            var study = Path.Combine(copy, "samples", "study.json");
            File.WriteAllText(study, File.ReadAllText(study).Replace("\"declined\": \"Wrackness\"", "\"declined\": \"Nobody\"", StringComparison.Ordinal));
            var (code, error) = Check(copy);
            Assert.Equal(1, code);
            Assert.Contains("no candidate Nobody", error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>Runs the maker, which the solution builds, on the samples of a folder.</summary>
    private static (int Code, string Error) Check(string root)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(Project.Root, "tools", "make-sample", "bin", "Debug", "net10.0", "make-sample.dll"), "--check"])
        {
            WorkingDirectory = root, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = said.Result;
        return (process.ExitCode, error.Trim());
    }

    private static Dictionary<string, string> Sources()
    {
        var samples = Path.Combine(Project.Root, "samples");
        return new[] { "texts", "texts-extra", "extra" }.SelectMany(folder => Directory.GetFiles(Path.Combine(samples, folder)))
            .Where(file => !file.EndsWith(".docx", StringComparison.Ordinal)) // made from texts-extra
            .ToDictionary(file => Path.GetRelativePath(samples, file), File.ReadAllText);
    }

    private static List<string> Common(Dictionary<string, string> sources)
    {
        var (seen, common) = (new Dictionary<string, string>(), new List<string>());
        foreach (var (source, text) in sources.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var words = Word().Matches(Cue().Replace(text, "")).Select(m => m.Value.ToLowerInvariant()).ToArray();
            for (var i = 0; i + Run <= words.Length; i++)
            {
                var run = string.Join(' ', words, i, Run);
                if (!seen.TryAdd(run, source) && seen[run] != source)
                {
                    common.Add($"{seen[run]} and {source}: {run}");
                }
            }
        }

        return common;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*")]
    private static partial Regex Word();

    /// <summary>Times and voices of a transcript that a program for meetings wrote.</summary>
    [GeneratedRegex(@"^\d+$|^.*-->.*$|<v [^>]*>", RegexOptions.Multiline)]
    private static partial Regex Cue();
}
