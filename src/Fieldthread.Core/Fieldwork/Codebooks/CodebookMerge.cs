namespace Fieldthread.Core.Fieldwork.Codebooks;

/// <summary>What a code of a file is to a codebook.</summary>
public enum CodeMeeting
{
    /// <summary>The codebook has no such code.</summary>
    New,

    /// <summary>The codebook has it and says the same of it.</summary>
    Same,

    /// <summary>The codebook has it and says otherwise.</summary>
    Changed,
}

/// <summary>A code of a file, met with a codebook.</summary>
/// <param name="Given">The code of the file; its id and its parent’s are of the file alone.</param>
/// <param name="There">The code of the codebook that it is; null for a new one.</param>
/// <param name="Meeting">Which it is.</param>
/// <param name="ById">True where the two were known by an id, false where by their path.</param>
/// <param name="Fields">What they say otherwise; “above” for the code above.</param>
/// <param name="Name">Name that a new code gets: its own, with a number behind it where a sibling has that name.</param>
public sealed record MetCode(CodeState Given, CodeState? There, CodeMeeting Meeting, bool ById, IReadOnlyList<FieldChange> Fields, string Name);

/// <summary>Meets the codes of a file with those of a codebook.</summary>
/// <remarks>
/// Two are one code where the file gives an id under which the codebook’s code went out or came in; else where their whole paths are the same. A
/// name alone never makes two codes one, for branches share names. Where an id says one and the path another, the id is believed, and the path
/// is a change of place.
/// </remarks>
public static class CodebookMerge
{
    /// <summary>Each code of the file with what it is to the codebook, in the order of the file.</summary>
    /// <param name="given">The file’s codes, a parent before its children.</param>
    /// <param name="there">The codebook’s.</param>
    public static IReadOnlyList<MetCode> Of(IReadOnlyList<CodeState> given, IReadOnlyList<CodeState> there)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(there);
        var byId = new Dictionary<string, CodeState>(StringComparer.OrdinalIgnoreCase);
        foreach (var code in there)
        {
            byId.TryAdd(code.Id.ToString("D"), code);
        }

        // Two imports can share an id; the first that came in under it answers to it.
        foreach (var code in there.Where(c => c.ForeignId is not null))
        {
            byId.TryAdd(Bare(code.ForeignId!), code);
        }

        var byPath = there.GroupBy(c => c.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var claimed = given.Where(c => c.ForeignId is not null && byId.ContainsKey(Bare(c.ForeignId))).Select(c => byId[Bare(c.ForeignId!)].Id).ToHashSet();
        var (met, of, names) = (new List<MetCode>(), new Dictionary<Guid, CodeState?>(), there.Select(c => (c.Parent, c.Name)).ToHashSet());
        var taken = new HashSet<Guid>();
        foreach (var code in given)
        {
            var known = code.ForeignId is { } id && byId.TryGetValue(Bare(id), out var same) && taken.Add(same.Id) ? same : null;
            var byItsId = known is not null;
            // What another line of the file claims by its id is not taken by path.
            known ??= byPath.TryGetValue(code.Path, out var alike) && !claimed.Contains(alike.Id) && taken.Add(alike.Id) ? alike : null;
            of[code.Id] = known;
            var above = code.Parent is { } up ? of.GetValueOrDefault(up) : null;
            var aboveIsNew = code.Parent is not null && above is null;
            if (known is null)
            {
                var name = code.Name;
                for (var again = 2; !aboveIsNew && !names.Add((above?.Id, name)); again++)
                {
                    name = $"{code.Name} ({again})";
                }

                met.Add(new MetCode(code, null, CodeMeeting.New, false, [], name));
                continue;
            }

            var fields = CodeState.Changes(known, code).Where(f => f.Field != "colour" || f.After.Length > 0).ToList();
            if (aboveIsNew || above?.Id != known.Parent)
            {
                fields.Add(new FieldChange("above", PathAbove(known.Path), PathAbove(code.Path)));
            }

            met.Add(new MetCode(code, known, fields.Count == 0 ? CodeMeeting.Same : CodeMeeting.Changed, byItsId, fields, code.Name));
        }

        return met;
    }

    private static string Bare(string id) => id.Trim('{', '}');

    private static string PathAbove(string path) => CodePath.Parse(path) is { Count: > 1 } names ? CodePath.Join(names.SkipLast(1)) : "the top";
}
