// Checks the sample study in samples/ and makes the files in it that are not written by hand:
// samples/lindermere.qdpx, samples/survey.xlsx and samples/extra/site-2-manager-2022.docx.
//
//   dotnet run --project tools/make-sample             from the project root: check, then write
//   dotnet run --project tools/make-sample -- --check  check only
//
// Nothing is written when a check fails: a sample that misquotes itself would teach the wrong thing.
// The rules for statistics and quotations are stated here a second time, on purpose, apart from the program’s own
// code, so that the demo and this program can disagree.

var samples = Path.Combine(Directory.GetCurrentDirectory(), "samples");
if (!File.Exists(Path.Combine(samples, "study.json")))
{
    Console.Error.WriteLine("Run this from the project root: samples/study.json is not here.");
    return 2;
}

var problems = new Problems();
var sample = Sample.Read(samples, problems);
Checks.Texts(sample, problems);
Checks.Study(sample, problems);
Checks.Codings(sample, problems);
Checks.Quotations(sample, problems);
Checks.Statistics(sample, problems);
if (problems.None) Checks.Report(sample, problems);

foreach (var problem in problems.All) Console.Error.WriteLine($"✗ {problem}");
if (!problems.None) return 1;

foreach (var statistic in sample.Study.Statistics)
    Console.WriteLine($"{statistic.Key,-4} {Counting.Evaluate(sample, statistic.Definition),-60} {statistic.Label}");
Console.WriteLine(
    $"{sample.Codes.Count} codes, {sample.Codings.Count} codings on {sample.Codings.Select(c => (c.File, c.Words)).Distinct().Count()} stretches, "
    + $"{sample.Codings.Count(c => c.Memo is not null)} memos, {sample.Study.Quotations.Count} quotations, {sample.Study.Claims.Count} claims");

if (!args.Contains("--check"))
{
    Qdpx.Write(sample, Path.Combine(samples, "lindermere.qdpx"));
    Docx.Write(sample.DocxSource, Path.Combine(samples, "extra", Sample.DocxName + ".docx"));
    Xlsx.Write(Path.Combine(samples, "survey"), Path.Combine(samples, "survey.xlsx"));
    Console.WriteLine("Written: samples/lindermere.qdpx, samples/survey.xlsx, samples/extra/" + Sample.DocxName + ".docx");
}
return 0;
