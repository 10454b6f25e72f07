using System.Diagnostics;
using System.IO.Compression;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Testing;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>What came in goes out equal, and the schema, which we did not write, agrees.</summary>
public sealed class RefiRoundTripTests(ITestOutputHelper output)
{
    [Fact]
    public void Everything_the_records_hold_goes_out_and_comes_back_equal()
    {
        var project = RefiSamples.Full();
        var (back, remarks) = RefiReader.Read(Written(project));

        // References come back spelt as their target is: the second coder stands in braces and capitals.
        var expected = project with { Stamp = project.Stamp with { ModifiedByForeignId = project.Users[1].ForeignId } };
        Assert.Equal(Corpora.Everything(expected), Corpora.Everything(back));
        Assert.All(remarks, remark => Assert.Equal(RemarkWeight.Note, remark.Weight));
    }

    [Fact]
    public void Any_text_and_any_span_come_back_as_they_went() =>
        Properties.Hold(Properties.Texts.Zip(Gen.Choose(0, 1_000_000).ListOf()), pair =>
        {
            // Line ends are LF in every source; a span never cuts an emoji in two.
            var text = NormalisedText.From(pair.Item1, hadMark: true).Text;
            var places = Enumerable.Range(0, text.Length + 1).Where(at => new TextSpan(at, at).FitsIn(text)).ToList();
            var spans = pair.Item2.Select(n => new TextSpan(places[n % places.Count], places[^1])).ToList();
            var source = new QdaSource
            {
                ForeignId = RefiSamples.Id(1),
                Name = text,
                Text = text,
                Selections = [.. spans.Select((span, k) => new QdaSelection { ForeignId = RefiSamples.Id(100 + k), Span = span, Name = span.Of(text) })],
            };
            var back = Assert.Single(RefiReader.Read(Written(new QdaProject { Name = text, Sources = [source] })).Project.Sources);
            Assert.Equal(text, back.Text);
            Assert.Equal(text, back.Name);
            Assert.Equal(spans, back.Selections.Select(selection => selection.Span));
            Assert.Equal(source.Selections.Select(selection => selection.Name), back.Selections.Select(selection => selection.Name));
        });

    [Fact]
    public void The_same_project_gives_the_same_bytes() => Assert.Equal(Written(RefiSamples.Full()).ToArray(), Written(RefiSamples.Full()).ToArray());

    [Fact]
    public void Ids_of_other_forms_become_the_same_uuids_every_time_and_still_agree()
    {
        var project = new QdaProject
        {
            Name = "p",
            Codes = [new QdaCode("7", "A", null, null, null, IsCodable: true, []), new QdaCode("8", "B", "7", null, null, IsCodable: true, [])],
            Sources = [new QdaSource { ForeignId = "7", Name = "s", Text = "one two", Selections = [new QdaSelection { ForeignId = "7", Span = new TextSpan(4, 7), Codings = [new QdaCoding("7", "8", null, null, [])] }] }],
        };
        var back = RefiReader.Read(Written(project)).Project;
        var placed = Assert.Single(back.Sources[0].PlacedCodings());
        Assert.Equal("two", placed.Span.Of("one two"));
        Assert.Equal("A / B", QdaCode.Paths(back.Codes)[placed.Coding.CodeForeignId]);
    }

    [ReferenceFact]
    public void The_corpora_go_out_and_come_back_equal()
    {
        foreach (var name in new[] { "spec", "nvivo-win", "nvivo-mac", "atlas", "same-name", "empty-selection", "large" })
        {
            var first = Corpora.Read(name).Project;
            var watch = Stopwatch.StartNew();
            var written = Written(first);
            output.WriteLine($"{name}: written in {watch.Elapsed.TotalSeconds:0.000} s, {written.Length:N0} bytes");
            var second = RefiReader.Read(written).Project;
            Assert.Equal(Corpora.Everything(first), Corpora.Everything(second));
        }
    }

    [ReferenceFact]
    public void The_schema_accepts_what_is_written_and_refuses_a_planted_fault()
    {
        var schema = Path.Combine(Project.Reference!, "schemas", "refi", "Project-mrt2019.xsd");
        if (!File.Exists(schema) || !IsInstalled())
        {
            output.WriteLine("xmllint or the schema is absent");
            return;
        }

        var project = ProjectFile(Written(RefiSamples.Full()));
        var (code, said) = Validate(project.Replace("isCodable=\"true\"", "isCodable=\"perhaps\"", StringComparison.Ordinal), schema);
        Assert.True(code != 0 && said.Contains("perhaps", StringComparison.Ordinal), "the judge does not see a planted fault: " + said);
        (code, said) = Validate(project, schema);
        Assert.True(code == 0, said);
        foreach (var name in new[] { "spec", "nvivo-win", "missing-source", "qc-1.3.2-demo.qdpx", "atlasti-8.4-every-element.qdpx", "nvivo-15-codes.qdpx", "large" })
        {
            (code, said) = Validate(ProjectFile(Written(Corpora.Read(name).Project)), schema);
            Assert.True(code == 0, name + ": " + said);
        }
    }

    private static MemoryStream Written(QdaProject project)
    {
        var stream = new MemoryStream();
        RefiWriter.Write(project, stream);
        stream.Position = 0;
        return stream;
    }

    private static string ProjectFile(Stream archive)
    {
        using var zip = new ZipArchive(archive);
        using var text = new StreamReader(zip.GetEntry("project.qde")!.Open());
        return text.ReadToEnd();
    }

    private static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("xmllint", ["--version"]) { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Said) Validate(string xml, string schema)
    {
        using var process = Process.Start(new ProcessStartInfo("xmllint", ["--nonet", "--noout", "--schema", schema, "-"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEndAsync();
        using (var input = process.StandardInput)
        {
            input.Write(xml);
        }

        process.WaitForExit();
        return (process.ExitCode, said.Result);
    }
}
