using Fieldthread.Core.Studies;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>Brings in what is stated of types of organisations, whole or not at all. What the study states already is met again.</summary>
/// <param name="File">A CSV file, a workbook with a sheet “types”, or JSON (docs/formats/types.md).</param>
/// <param name="Reason">Why, for lines that give no reason of their own.</param>
/// <param name="Source">Who says so, for lines that name no source of their own.</param>
[Act("import-types", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no file was given, or a line has no reason or no source and none was given for all")]
[Refuses("unreadable", "the file is damaged or of another layout: the words say which and where")]
[Refuses("bad-line", "a line lacks a word that it needs, says something that is not said of a type, or a date of it is none: the words name the lines")]
[Refuses("ends-before-it-begins", "a line ends before it begins")]
[Refuses("unknown-type", "the register has no organisation of a type")]
[Refuses("same", "a line is stated already over a part of its time")]
[Refuses("overlap", "a type would have two labels, or two rules of a kind, at once")]
[Refuses("cyclic", "a type would be a member of itself, through others or at once")]
public sealed record ImportTypes(GivenFile? File, string Reason = "", string Source = "") : Act<TypesImported>
{
    private TypeStatementData? data;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (File is null)
        {
            Acting.Refuse("empty", "No file was given.", "Choose a CSV file with the columns type, says and value, a workbook with a sheet of it, or JSON.");
        }

        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        try
        {
            data = await Task.Run(() => TypeStatements.Read(File.Bytes, File.Name), cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"The statements could not be read. {failure.Place}: {failure.Message}", FileFaults.Untouched);
        }

        FileFaults.Refuse(data.Faults);
    }

    /// <inheritdoc/>
    public override async Task<TypesImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var stating = await TypeStating.OfAsync(acting);
        var (fresh, same) = (0, 0);
        foreach (var given in data!.Statements)
        {
            if (stating.Has(given.Statement))
            {
                same++;
                continue;
            }

            string Own(string own, string all, string what) => Acting.Clean(own) is { Length: > 0 } said ? said : Acting.Clean(all) is { Length: > 0 } meant ? meant
                : throw new RefusedException(new Refusal("empty", $"{given.Place}: the line has no {what}.", $"Give it in the column {what}, or one {what} for all lines with the file."));
            stating.State(given.Place, given.Statement, Own(given.Reason, Reason, "reason"), Own(given.Source, Source, "source"));
            fresh++;
        }

        return new TypesImported(data.Statements.Count, fresh, same, data.Statements.Select(s => s.Statement.Type).Distinct(StringComparer.Ordinal).Count());
    }
}

/// <summary>What an import of statements on types brought.</summary>
/// <param name="Statements">Statements in the file.</param>
/// <param name="Fresh">How many of them the study did not have.</param>
/// <param name="Same">How many of them it had just so.</param>
/// <param name="Types">Types of which the file speaks.</param>
public sealed record TypesImported(int Statements, int Fresh, int Same, int Types);
