using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>Brings in bodies of organisations, their posts, who held them, and the persons, whole or not at all. What the study has already is met again by its id.</summary>
/// <param name="Files">bodies.csv, posts.csv, holdings.csv and persons.csv, any of them; a workbook whose sheets they are; or a zip of them.</param>
/// <param name="Known">Partial date on which this was known; today where null. Where lists differ, the one that was known last stands, whichever came in first, unless the study goes by a source first.</param>
/// <param name="Source">Who says it, as the register’s lists name their sources; empty for nobody.</param>
[Act("import-bodies", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no file was given")]
[Refuses("unreadable", "a file is damaged or of another layout, a date is none, or something ends before it begins: the words say which and where")]
[Refuses("bad-date", "the date on which it was known is no date of the calendar")]
[Refuses("unknown", "the register has no such organisation, or neither file nor study has the body, the post above or below a line")]
[Refuses("ambiguous", "several organisations bear the code")]
[Refuses("cyclic", "a body would stand under itself")]
[Refuses("other-organisation", "a body would stand under a body of another organisation")]
[Refuses("two-holders", "two persons would hold a post at once that one person holds at a time")]
public sealed record ImportBodies(IReadOnlyList<GivenFile> Files, string? Known = null, string Source = "") : Act<BodiesImported>
{
    private BodyData? data;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Files is not { Count: > 0 })
        {
            Acting.Refuse("empty", "No file was given.", "Choose bodies.csv and the tables beside it, a workbook with a sheet for each, or a zip of them.");
        }

        progress.Report(new JobProgress(0, 0, $"Reading {Files[0].Name}"));
        try
        {
            var tables = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
            foreach (var file in Files)
            {
                if (!tables.TryAdd(file.Name, file.Bytes))
                {
                    throw new ReadException(file.Name, "Two files of this name were given, and which one is meant cannot be told.");
                }
            }

            data = await Task.Run(() => BodyCsv.Read(tables), cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"The bodies could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was.");
        }
    }

    /// <inheritdoc/>
    public override Task<BodiesImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Progress.Report(new JobProgress(0, 0, "Writing bodies"));
        return new BodyLanding(acting, data!).LandAsync(
            string.Join(", ", Files.Select(f => Acting.Clean(f.Name))), Studies.Dates.Read(Known) ?? PartialDate.Parse(Studies.Dates.Today(acting.Services).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Acting.Clean(Source));
    }
}

/// <summary>What an import of bodies brought. Counts are of what is new.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Bodies">Bodies.</param>
/// <param name="Posts">Posts.</param>
/// <param name="Holdings">Holdings of posts.</param>
/// <param name="Persons">Persons.</param>
/// <param name="Met">Rows that the study had already.</param>
/// <param name="Changed">Of those, how many the files give otherwise; theirs stand now.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
/// <param name="Known">The day on which it was known.</param>
/// <param name="Later">Of the rows that were met, how many a list known later gives otherwise; that one stands.</param>
public sealed record BodiesImported(Guid Import, int Bodies, int Posts, int Holdings, int Persons, int Met, int Changed, int Remarks, string Known = "", int Later = 0);
