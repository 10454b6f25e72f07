using System.Globalization;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.FieldNotes;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Studies;
using Microsoft.Extensions.Primitives;

namespace Fieldthread.Commands;

/// <summary>In <c>do</c> and <c>ask</c> a phase, a site, a participant, an encounter, a source and a code may be named as people call them, and not only by their ids.</summary>
internal static class NamedThings
{
    private const int MostShown = 12;

    /// <summary>The fields, with names in the place of ids replaced by the ids.</summary>
    /// <exception cref="RefusedException">Nothing, or more than one thing, is called so.</exception>
    public static async Task<List<KeyValuePair<string, StringValues>>> ResolveAsync(Session session, int study, Type type, IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        var parameters = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters();
        var resolved = new List<KeyValuePair<string, StringValues>>();
        foreach (var (field, values) in fields)
        {
            var wants = parameters.FirstOrDefault(p => p.Name!.Equals(field, StringComparison.OrdinalIgnoreCase))?.ParameterType;
            var isId = wants == typeof(Guid) || wants == typeof(Guid?) || wants == typeof(IReadOnlyList<Guid>);
            var ids = new List<string?>();
            foreach (var value in values)
            {
                ids.Add(!isId || study == 0 || string.IsNullOrWhiteSpace(value) || Guid.TryParse(value, out _) ? value : await IdAsync(session, study, field.ToLowerInvariant() is "parent" or "under" or "into" or "successor" or "beside" ? "code" : field.ToLowerInvariant() is "observers" ? "person" : field.ToLowerInvariant().TrimEnd('s'), value.Trim()));
            }

            resolved.Add(KeyValuePair.Create(field, new StringValues([.. ids])));
        }

        return resolved;
    }

    private static async Task<string> IdAsync(Session session, int study, string what, string name)
    {
        if (await CalledAsync(session, study, what) is not { } things)
        {
            return name;
        }

        var found = things.Where(t => t.Name.Equals(name, StringComparison.Ordinal)).Take(2).ToList();
        found = found.Count > 0 ? found : things.Where(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        if (found.Count == 0 && what == "phase" && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at >= 1 && at <= things.Count)
        {
            found = [things[at - 1]];
        }

        return found.Count switch
        {
            1 => found[0].Id.ToString(),
            0 => throw new RefusedException(new Refusal("unknown", $"There is no {what} “{name}” in this study.", things.Count == 0 ? "There is none at all yet." : $"There {(things.Count == 1 ? "is" : "are")}: {string.Join("; ", things.Take(MostShown).Select(t => t.Name))}{(things.Count > MostShown ? " …" : "")}.")),
            _ => throw new RefusedException(new Refusal("ambiguous", $"More than one {what} is called “{name}”.", "Name it by its id, which the lists of “ask” give.")),
        };
    }

    private static async Task<IReadOnlyList<(Guid Id, string Name)>?> CalledAsync(Session session, int study, string what) => what switch
    {
        "phase" => [.. (await session.AskAsync(study, new PhaseList())).Select(p => (p.Id, p.Name))],
        "site" => [.. (await session.AskAsync(study, new Field())).Sites.Select(s => (s.Id, s.Name))],
        "participant" => [.. (await session.AskAsync(study, new Field())).Participants.Select(p => (p.Id, p.Pseudonym))],
        "encounter" => [.. (await session.AskAsync(study, new Field())).Encounters.Select(e => (e.Id, e.Name))],
        "source" => [.. (await session.AskAsync(study, new SourceList())).Select(s => (s.Id, s.Name))],
        "guide" => [.. (await session.AskAsync(study, new TopicGuides())).Select(g => (g.Id, g.Title))],
        "version" => [.. (await session.AskAsync(study, new TopicGuides())).SelectMany(g => g.Versions.Select(v => (v.Id, $"{g.Title}, version {v.Number}")))],
        "line" => [.. (await session.AskAsync(study, new LinesOfInquiry())).Lines.Select(l => (l.Id, l.Label))],
        "template" => [.. (await session.AskAsync(study, new NoteTemplateList())).Where(t => t.Id is not null).Select(t => (t.Id!.Value, t.Name))],
        "person" => [.. (await session.AskAsync(study, new TeamList())).Select(t => (t.Id, t.Name))],
        "code" => [.. (await session.AskAsync(study, new CodebookTree())).Select(c => (c.Id, c.Path))],
        _ => null,
    };
}
