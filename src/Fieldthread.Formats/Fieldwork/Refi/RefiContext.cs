using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>What the parts of the reader share: the files, the ids, the remarks, and the count of what is left behind.</summary>
internal sealed class RefiContext(RefiFiles files, RemarkList remarks)
{
    private readonly Dictionary<string, (int Count, int Codings, List<string> Names)> _notTaken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _unknownUsers = new(StringComparer.OrdinalIgnoreCase);

    internal RefiFiles Files { get; } = files;

    internal RemarkList Remarks { get; } = remarks;

    internal RefiIds Users { get; } = new("user", remarks);

    internal RefiIds Codes { get; } = new("code", remarks);

    internal RefiIds Variables { get; } = new("variable", remarks);

    internal RefiIds Sources { get; } = new("source", remarks);

    internal RefiIds Selections { get; } = new("selection", remarks);

    internal RefiIds Codings { get; } = new("coding", remarks);

    internal RefiIds Cases { get; } = new("case", remarks);

    internal RefiIds Notes { get; } = new("note", remarks);

    /// <summary>Counts something that is not taken; <see cref="Finish"/> writes one line a kind.</summary>
    internal void NotTaken(XElement element, string kind)
    {
        if (!_notTaken.TryGetValue(kind, out var entry))
        {
            entry = (0, 0, []);
        }

        if (entry.Names.Count < 10 && (RefiXml.Attribute(element, "name") ?? RefiXml.Attribute(element, "guid")) is { Length: > 0 } name)
        {
            entry.Names.Add(name);
        }

        var codings = element.DescendantsAndSelf().Count(inside => inside.Name.LocalName == "Coding");
        _notTaken[kind] = (entry.Count + 1, entry.Codings + codings, entry.Names);
    }

    internal void UnknownUser(string written) => _unknownUsers[written] = _unknownUsers.GetValueOrDefault(written) + 1;

    internal void Finish()
    {
        foreach (var (written, count) in _unknownUsers)
        {
            Remarks.Add(RemarkWeight.Guessed, "project", $"The person {written} is named {Count.Of(count, "time")} but is not among the users; the id was kept.");
        }

        foreach (var (kind, (count, codings, names)) in _notTaken)
        {
            var named = names.Count == 0 ? "" : $": {string.Join(", ", names)}{(count > names.Count ? " and others" : "")}";
            var with = codings == 0 ? "" : $", with {Count.Of(codings, "coding")}";
            Remarks.Add(RemarkWeight.NotTaken, "project", $"{Count.Of(count, kind)} not taken{with}{named}.");
        }

        var unused = Files.Unused().ToList();
        if (unused.Count > 0)
        {
            Remarks.Add(RemarkWeight.NotTaken, "archive", $"{Count.Of(unused.Count, "file")} of the archive not taken: {string.Join(", ", unused.Take(10))}{(unused.Count > 10 ? " and others" : "")}.");
        }
    }

    /// <summary>Words of the file made well formed, with a remark where that changed them.</summary>
    internal string Words(string words, string place)
    {
        var repaired = WellFormedText.Repair(words, out var replaced);
        if (replaced > 0)
        {
            Remarks.Add(RemarkWeight.Guessed, place, $"{Count.Of(replaced, "character")} that no text can hold became “\uFFFD”.");
        }

        return repaired;
    }
}
