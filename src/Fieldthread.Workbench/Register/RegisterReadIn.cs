using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>A register that was read from files, before it is known what the study has already.</summary>
/// <param name="Data">What it says.</param>
/// <param name="Source">Name of the list.</param>
/// <param name="Known">Partial date of the list; null for today.</param>
/// <param name="Whole">True where it claims to hold everything of its kind.</param>
/// <param name="ByCode">True where its ids are codes, by which an organisation of the register can be met.</param>
/// <param name="Mapping">The mapping by which it was read; empty for a layout of its own.</param>
/// <param name="Sole">True where such a list has a member under one group at a time, unless a rule of the types says otherwise.</param>
internal sealed record RegisterReadIn(RegisterData Data, string Source, PartialDate? Known, bool Whole, bool ByCode, string Mapping, bool Sole)
{
    /// <summary>Reads files and refuses what cannot be.</summary>
    /// <exception cref="RefusedException">As <see cref="ImportRegister"/> says.</exception>
    public static RegisterReadIn Of(IReadOnlyList<GivenFile> files, RegisterLayout layout, string? known, string? source, string? mapping)
    {
        if (files.Count == 0)
        {
            Acting.Refuse("empty", "No file was given.", "Choose organisations.csv and the tables beside it, a zip of them, a workbook with a sheet for each, or a list of another layout.");
        }

        if (files.Count > 1 && (layout != RegisterLayout.Csv || files.Any(IsZip)))
        {
            Acting.Refuse("one-at-a-time", $"{(layout == RegisterLayout.Csv ? "A zip" : layout == RegisterLayout.Epcmem ? "A membership file" : "A list")} comes in by itself, so that it can be taken back by itself.", "Choose it alone.");
        }

        if (layout == RegisterLayout.Mapped && string.IsNullOrWhiteSpace(mapping))
        {
            Acting.Refuse("no-mapping", "A table of any layout needs a mapping that says what its columns mean.", $"Write one: {{ \"source\": \"name of the list\", \"columns\": {{ \"code\": \"heading\", … }} }}. A column can mean {RegisterMapping.Words}.");
        }

        var day = Studies.Dates.Read(known);
        try
        {
            var map = layout == RegisterLayout.Mapped ? RegisterMapping.Read(mapping!) : null;
            var data = Read(files, layout, map, day);
            var called = Acting.Clean(source);
            var read = new RegisterReadIn(
                data, called.Length > 0 ? called : map is not null ? Acting.Clean(map.Source) : Enum.GetName(layout)!.ToLowerInvariant(), day,
                map?.Whole ?? layout is RegisterLayout.Epcmem or RegisterLayout.Eccg or RegisterLayout.Epraccur, layout != RegisterLayout.Csv, map is null ? "" : mapping!.Trim(), map?.Sole ?? IsSole(layout, ""));
            RefuseWhatCannotBe(data);
            return read;
        }
        catch (ReadException failure)
        {
            throw new RefusedException(new Refusal("unreadable", $"The register could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was."));
        }
    }

    /// <summary>True for a list that has a member under one group at a time.</summary>
    public static bool IsSole(RegisterLayout layout, string mapping) => mapping.Length > 0 ? RegisterMapping.Read(mapping).Sole : layout is RegisterLayout.Epcmem or RegisterLayout.Epraccur;

    private static bool IsZip(GivenFile file) => file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static RegisterData Read(IReadOnlyList<GivenFile> files, RegisterLayout layout, RegisterMapping? mapping, PartialDate? told)
    {
        var (name, bytes) = (files[0].Name, files[0].Bytes);
        switch (layout)
        {
            case RegisterLayout.Epcmem: return EpcmemReader.Read(bytes, name);
            case RegisterLayout.Eccg: return OdsListReader.Groups(bytes, name);
            case RegisterLayout.Epraccur: return OdsListReader.Practices(bytes, name);
            case RegisterLayout.Succ: return SuccReader.Read(bytes, name);
            case RegisterLayout.Mapped: return MappedReader.Read(bytes, name, mapping!, told: told);
        }

        if (IsZip(files[0]))
        {
            return RegisterCsv.ReadZip(bytes, told: told);
        }

        var tables = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            if (!tables.TryAdd(file.Name, file.Bytes))
            {
                throw new ReadException(file.Name, "Two files of this name were given, and which one is meant cannot be told.");
            }
        }

        return RegisterCsv.Read(tables, told: told);
    }

    private static void RefuseWhatCannotBe(RegisterData data)
    {
        const string Nothing = "Nothing was imported. Correct the file, or leave the line out.";
        var steps = data.Events.SelectMany(e => from b in e.Parts where b.Role == PartRole.Before from a in e.Parts where a.Role == PartRole.After select new GivenSuccession(b.Organisation, a.Organisation, e.Date));
        if (VintageMerge.Circle(data.Successions.Concat(steps)) is { } circle)
        {
            Acting.Refuse("cyclic", $"Successions of one day lead back to where they began: {string.Join(" → ", circle)}.", Nothing);
        }

        var lives = data.Organisations.ToDictionary(o => o.Id, StringComparer.Ordinal);
        foreach (var change in data.Events)
        {
            if (!change.Parts.Any(p => p.Role is PartRole.After or PartRole.Continues or PartRole.To))
            {
                Acting.Refuse("no-outcome", $"The event “{change.Id}” of {change.Date} does not say what came of it: nobody is after it, continues, or was given anything.", Nothing);
            }

            if (change.Parts.FirstOrDefault(p => p.Role is PartRole.From or PartRole.Moved or PartRole.Before && lives[p.Organisation] is { Guessed: false, When.From: { } opened } && opened.First > change.Date.Last) is { } early)
            {
                Acting.Refuse("before-it-existed", $"By the event “{change.Id}” of {change.Date} {early.Organisation} {(early.Role == PartRole.Before ? "ended" : early.Role == PartRole.From ? "gave something up" : "was moved")}, and it opened on {lives[early.Organisation].When.From} only.", Nothing);
            }
        }
    }
}
