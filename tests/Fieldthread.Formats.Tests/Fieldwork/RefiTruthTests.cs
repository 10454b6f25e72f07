using Fieldthread.Core.Basics;
using Fieldthread.Testing;
using Xunit.Abstractions;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>Every corpus with a known truth is read to that truth, in whatever dialect it was written.</summary>
public sealed class RefiTruthTests(ITestOutputHelper output)
{
    private static readonly string[] WithTruth = ["spec", "nvivo-win", "nvivo-mac", "atlas", "large", "same-name", "missing-source", "bare-path", "empty-selection"];

    [ReferenceFact]
    public void Every_coding_of_every_dialect_covers_the_words_that_were_coded()
    {
        foreach (var name in WithTruth)
        {
            var (project, remarks) = Corpora.Read(name);
            var truth = Corpora.Truth(name);
            var read = Corpora.Codings(project);
            var counts = project.Sources.GroupBy(source => source.Reading).Select(group => $"{group.Count()} × {group.Key}");
            output.WriteLine($"{name}: {read.Intersect(truth, StringComparer.Ordinal).Count()} of {truth.Count}; {string.Join("; ", counts)}; {remarks.Count} remarks, {remarks.Count(remark => remark.Weight == RemarkWeight.Guessed)} guessed");
            Assert.Equal(truth, read);
            Assert.Equal(Corpora.CodePaths(name), Core.Fieldwork.Exchange.QdaCode.Paths(project.Codes).Values.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The corpora are made by a program; what it makes of other seeds is read to the letter too.</summary>
    [ReferenceFact("python3")]
    public void Corpora_of_other_seeds_are_read_to_their_truth()
    {
        var folder = Directory.CreateTempSubdirectory("fieldthread-corpora-").FullName;
        try
        {
            for (var round = 0; round < (Project.Long ? 25 : 2); round++)
            {
                var seed = Random.Shared.Next(1, 1_000_000);
                output.WriteLine($"seed {seed}");
                using var made = System.Diagnostics.Process.Start("python3", [Path.Combine(Project.Reference!, "qda", "make_corpora.py"), folder, seed.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
                made.WaitForExit();
                Assert.Equal(0, made.ExitCode);
                foreach (var name in WithTruth)
                {
                    var project = Corpora.Read(name, folder).Project;
                    Assert.True(Corpora.Truth(name, folder).SequenceEqual(Corpora.Codings(project), StringComparer.Ordinal), $"{name}, seed {seed}");
                    Assert.Equal(Corpora.CodePaths(name, folder), Core.Fieldwork.Exchange.QdaCode.Paths(project.Codes).Values.Order(StringComparer.Ordinal));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [ReferenceFact]
    public void A_clear_dialect_is_remarked_with_its_score_and_not_as_a_guess()
    {
        foreach (var name in new[] { "spec", "nvivo-win", "nvivo-mac", "atlas" })
        {
            var remarks = Corpora.Read(name).Remarks.Where(remark => remark.Message.StartsWith("Positions were read", StringComparison.Ordinal)).ToList();
            Assert.Equal(8, remarks.Count);
            Assert.All(remarks, remark => Assert.Equal(RemarkWeight.Note, remark.Weight));
        }
    }

    [ReferenceFact]
    public void A_missing_text_is_named_with_its_codings_and_the_rest_is_read()
    {
        var (project, remarks) = Corpora.Read("missing-source");
        Assert.Equal(2, project.Sources.Count);
        var lost = Assert.Single(remarks, remark => remark.Weight == RemarkWeight.NotTaken && remark.Message.Contains("not in the archive", StringComparison.Ordinal));
        Assert.Contains("Site 2 interview 001", lost.Place, StringComparison.Ordinal);
    }

    [ReferenceFact]
    public void The_real_project_of_qc_is_read_whole()
    {
        var (project, remarks) = Corpora.Read("qc-1.3.2-demo.qdpx");
        Assert.Equal(158, project.Sources.Sum(source => source.Selections.Count));
        Assert.Equal(205, project.Sources.Sum(source => source.PlacedCodings().Count()));
        Print(remarks);
        Assert.All(remarks.Where(remark => remark.Message.StartsWith("Positions", StringComparison.Ordinal)), remark => Assert.Equal(RemarkWeight.Note, remark.Weight));
    }

    [ReferenceFact]
    public void The_real_project_of_ATLAS_ti_is_kept_in_every_kind_of_thing_and_names_the_files_that_are_missing()
    {
        var (project, remarks) = Corpora.Read("atlasti-8.4-every-element.qdpx");
        Print(remarks);
        Assert.Equal((3, 14, 2), (project.Users.Count, project.Codes.Count, project.Notes.Count));
        Assert.Equal(
            ["AudioSource 1", "Graph 1", "Link 1", "PDFSource 2", "PictureSource 1", "Set 16", "TextSource 6", "VideoSource 2"],
            project.Kept.GroupBy(k => k.Element).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));

        // The archive holds none of the files, and each is named.
        Assert.Equal(6, remarks.Count(r => r.Message.StartsWith("The source cannot be read here", StringComparison.Ordinal)));
        Assert.Contains(remarks, r => r.Place.StartsWith("PictureSource", StringComparison.Ordinal) && r.Message.Contains("not in the archive", StringComparison.Ordinal));
    }

    [ReferenceFact]
    public void The_real_project_of_NVivo_15_gives_its_code_tree()
    {
        var (project, remarks) = Corpora.Read("nvivo-15-codes.qdpx");
        Print(remarks);
        Assert.Equal((262, 2), (project.Codes.Count, project.Sources.Count));
    }

    [ReferenceFact]
    public void Every_transcript_of_the_corpora_is_split_into_its_turns()
    {
        foreach (var source in Corpora.Read("spec").Project.Sources)
        {
            var passages = Core.Fieldwork.PassageSplitter.Split(source.Text);
            Assert.Equal(source.Text.Count(c => c == '\n'), passages.Count);
            Assert.All(passages, passage => Assert.Equal(source.Text[passage.Span.Start..passage.Words.Start], passage.Speaker + ": "));
        }
    }

    private void Print(IEnumerable<Remark> remarks)
    {
        foreach (var remark in remarks)
        {
            output.WriteLine($"{remark.Weight}: {remark.Place}: {remark.Message}");
        }
    }
}
