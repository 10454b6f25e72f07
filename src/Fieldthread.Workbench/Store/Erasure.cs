using System.Net;
using System.Reflection;
using System.Text.Json;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Store;

/// <summary>Takes participants' words out of every column that declares that it holds some, in tables and history alike. The one exception to “nothing is overwritten”.</summary>
/// <remarks>
/// Rows that stand on the erased row, found by following <see cref="RefersToAttribute"/>, lose all their words. In every other column of words, as a report or a code's
/// definition, each place that repeats a quotation or a passage of it is replaced. Numbers, positions and lengths stay, so that what was printed of them can be made again.
/// </remarks>
public sealed class Erasure
{
    /// <summary>What stands in the place of erased words.</summary>
    public const string Withdrawn = "[withdrawn]";

    /// <summary>What stands in the place of each sign of a text into which positions count.</summary>
    public const char Cover = '█';

    /// <summary>A shorter repetition is no recognisable words of anybody's.</summary>
    private const int ShortestRepetition = 16;

    private readonly Acting acting;
    private readonly Dictionary<Type, HashSet<Guid>> standing = [];
    private readonly HashSet<string> repetitions = new(StringComparer.Ordinal);
    private readonly HashSet<long> acts = [];
    private readonly List<ErasedText> texts = [];
    private readonly Dictionary<Guid, ErasedPart> parts;
    private readonly Dictionary<Guid, HashSet<string>> before = [];
    private int changed;

    private Erasure(Acting acting, ErasureAsked asked) => (this.acting, parts) = (acting, asked.Parts.ToDictionary(p => p.Id));

    /// <summary>Every property that declares that it holds words, by row class.</summary>
    public static ILookup<Type, PropertyInfo> Words { get; } = Naming.EvidenceTypes
        .SelectMany(type => Naming.Properties(type).Where(p => p.GetCustomAttribute<WordsAttribute>() is not null).Select(p => (type, p)))
        .ToLookup(x => x.type, x => x.p);

    /// <summary>Erases the words of a row and of all that stands on it, inside the open act.</summary>
    /// <param name="acting">The act.</param>
    /// <param name="kind">What is erased, for the ledger.</param>
    /// <param name="root">Class of the row.</param>
    /// <param name="id">Its id.</param>
    /// <param name="also">Rows that hold its words without standing on it: the import that brought it.</param>
    /// <returns>How many rows lost words.</returns>
    public static Task<int> RunAsync(Acting acting, string kind, Type root, Guid id, params (Type Type, Guid Id)[] also) =>
        RunAsync(acting, new ErasureAsked(kind, id) { Roots = [(root, id)], Also = also });

    /// <summary>Erases words of several rows, whole or in part, and of all that stands on them, inside the open act.</summary>
    /// <param name="acting">The act.</param>
    /// <param name="asked">What is to be erased.</param>
    /// <returns>How many rows lost words.</returns>
    public static async Task<int> RunAsync(Acting acting, ErasureAsked asked)
    {
        ArgumentNullException.ThrowIfNull(acting);
        ArgumentNullException.ThrowIfNull(asked);
        var erasure = new Erasure(acting, asked);
        acting.Context.Stamp(acting.Number);
        await acting.Context.SaveChangesAsync(acting.Cancel);
        foreach (var (type, id) in asked.Roots)
        {
            erasure.Stands(type, id);
        }

        await erasure.TouchedAsync(asked.Memos);
        await erasure.FollowAsync();
        foreach (var (type, other) in asked.Also)
        {
            erasure.Stands(type, other);
        }

        await erasure.LearnAsync();
        foreach (var type in Naming.EvidenceTypes.Where(t => Words.Contains(t)))
        {
            // The live row first: its trigger moves the old words into history, where the second pass finds them.
            await erasure.BlankAsync(type, Naming.TableOf(type), live: true);
            await erasure.BlankAsync(type, Naming.TableOf(type) + "_history", live: false);
        }

        await erasure.PlainAsync(asked);
        return erasure.changed;
    }

    private bool Stands(Type type, Guid id) => (standing.TryGetValue(type, out var ids) ? ids : standing[type] = []).Add(id);

    /// <summary>Rows whose own stretch lies over words that are erased in part, and memos on either.</summary>
    private async Task TouchedAsync(IReadOnlyList<Guid> memos)
    {
        foreach (var type in Naming.EvidenceTypes.Where(t => t.GetProperty("Start") is not null && t.GetProperty("End") is not null))
        {
            // A passage stays, with its label: only its words are covered, and they stand in the text.
            var column = type.GetProperty("SearchRow") is not null ? null : type.GetProperty("TargetId") is not null ? "target_id" : PartOf(type);
            foreach (var (id, on, start, end) in column is null ? [] : await BothAsync(type, $"id, \"{column}\", \"start\", \"end\"", row => (row.ReadId(0), row.ReadId(1), row.IsDBNull(2) ? -1 : row.GetInt32(2), row.IsDBNull(3) ? -1 : row.GetInt32(3))))
            {
                if (memos.Contains(on) || (start >= 0 && parts.TryGetValue(on, out var part) && part.Touches(start, end)))
                {
                    Stands(type, id);
                }
            }
        }
    }

    /// <summary>The column by which rows of a class stand on what is erased in part; null where they do not.</summary>
    private string? PartOf(Type type) => Naming.Properties(type).FirstOrDefault(p => p.GetCustomAttribute<RefersToAttribute>() is { } to && parts.Values.Any(part => part.Type == to.Target)) is { } found ? Naming.Column(found.Name) : null;

    /// <summary>Rows that refer to a row that is erased, now or ever, until nothing new is found.</summary>
    private async Task FollowAsync()
    {
        for (var more = true; more;)
        {
            more = false;
            foreach (var type in Naming.EvidenceTypes)
            {
                var links = Naming.Properties(type).Where(p => p.GetCustomAttribute<RefersToAttribute>() is { IsErasedWith: true } to && standing.ContainsKey(to.Target))
                    .Select(p => (Column: Naming.Column(p.Name), Targets: standing[p.GetCustomAttribute<RefersToAttribute>()!.Target])).ToList();
                if (type.GetProperty("TargetId") is not null && type.GetProperty("TargetKind") is not null)
                {
                    links.Add(("target_id", standing.Values.SelectMany(ids => ids).ToHashSet()));
                }

                foreach (var (column, targets) in links)
                {
                    foreach (var (id, target) in await BothAsync(type, $"id, \"{column}\"", row => (row.ReadId(0), row.IsDBNull(1) ? Guid.Empty : row.ReadId(1))))
                    {
                        more |= targets.Contains(target) && Stands(type, id);
                    }
                }
            }
        }
    }

    /// <summary>The words that may be repeated elsewhere: quotations, and passages of the texts.</summary>
    private async Task LearnAsync()
    {
        foreach (var (type, ids) in standing)
        {
            foreach (var property in Words[type])
            {
                foreach (var (id, act, text) in await BothAsync(type, $"id, recorded_in, \"{Naming.Column(property.Name)}\"", row => (row.ReadId(0), row.GetInt64(1), row.IsDBNull(2) ? "" : row.GetString(2))))
                {
                    if (ids.Contains(id))
                    {
                        acts.Add(act);
                        Learn(property, text, text);
                    }
                }
            }
        }

        foreach (var type in parts.Values.Select(p => p.Type).Distinct().ToList())
        {
            var property = Words[type].Single(p => Declared(p).KeepsLength);
            foreach (var (id, act, text) in await BothAsync(type, $"id, recorded_in, \"{Naming.Column(property.Name)}\"", row => (row.ReadId(0), row.GetInt64(1), row.GetString(2))))
            {
                if (parts.TryGetValue(id, out var part))
                {
                    acts.Add(act);
                    (before.TryGetValue(id, out var held) ? held : before[id] = new(StringComparer.Ordinal)).Add(text);
                    part.Stretches.Where(s => s.End <= text.Length).ToList().ForEach(s => Learn(property, text[s.Start..s.End], text));
                }
            }
        }
    }

    private void Learn(PropertyInfo property, string text, string whole)
    {
        // A short text is not known again by its letters: somebody else may have said just that.
        if (Declared(property).KeepsLength && text.Length == whole.Length && text.Length >= ShortestRepetition && text.Any(c => c is not (Cover or '\n')))
        {
            var salt = System.Security.Cryptography.RandomNumberGenerator.GetBytes(16);
            texts.Add(new ErasedText(Convert.ToHexStringLower(salt), ErasureEntry.Digest(salt, text), text.Length));
        }

        foreach (var line in text.Split('\n').Append(text).Select(l => l.Trim()).Where(l => l.Length >= ShortestRepetition && Declared(property).Erased != "[]" && l.Any(c => c != Cover)))
        {
            repetitions.Add(line);
            repetitions.Add(WebUtility.HtmlEncode(line));
            repetitions.Add(line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
            repetitions.Add(JsonSerializer.Serialize(line, Json.Options)[1..^1]);
            if (line.IndexOf(": ", StringComparison.Ordinal) is > 0 and < 60 and var said && line.Length - said - 2 >= ShortestRepetition)
            {
                repetitions.Add(line[(said + 2)..]);
                repetitions.Add(WebUtility.HtmlEncode(line[(said + 2)..]));
            }
        }
    }

    private async Task BlankAsync(Type type, string table, bool live)
    {
        var properties = Words[type].ToList();
        var columns = properties.ConvertAll(p => $"\"{Naming.Column(p.Name)}\"");
        var ids = standing.GetValueOrDefault(type) ?? [];
        var near = parts.Count > 0 && type.GetProperty("Start") is not null && type.GetProperty("SearchRow") is null && PartOf(type) is { } on
            ? (await BothAsync(type, $"id, \"{on}\"", row => (Id: row.ReadId(0), On: row.ReadId(1)))).Where(r => parts.ContainsKey(r.On)).Distinct().GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.Select(r => r.On).ToList()) : [];
        var rows = await acting.Context.ReadAsync($"SELECT id, recorded_in, {string.Join(", ", columns)} FROM {table} WHERE study_id = @study",
            row => (Id: row.ReadId(0), Act: row.GetInt64(1), Old: properties.Select((_, i) => row.IsDBNull(i + 2) ? null : row.GetString(i + 2)).ToArray()), acting.Cancel, ("study", acting.Context.Study));
        var set = string.Join(", ", columns.Select((c, i) => $"{c} = @w{i}")) + (live ? ", recorded_in = @now" : "");
        foreach (var (id, act, old) in rows)
        {
            var erased = old.Select((text, i) => text is null ? null : ids.Contains(id) ? Blank(properties[i], text)
                : parts.TryGetValue(id, out var part) && Declared(properties[i]).KeepsLength ? part.Cover(text)
                : near.TryGetValue(id, out var over) && Declared(properties[i]).Verbatim ? Around(over, text)
                : Declared(properties[i]).Verbatim ? text : Cleared(text)).ToArray();
            if (erased.SequenceEqual(old))
            {
                continue;
            }

            changed++;
            acts.Add(act);
            (string, object?)[] with = [("study", acting.Context.Study), ("id", id), ("act", act), ("now", acting.Number), .. erased.Select((text, i) => ($"w{i}", (object?)text))];
            await acting.Context.ExecuteAsync($"UPDATE {table} SET {set} WHERE study_id = @study AND id = @id AND recorded_in = @act", acting.Cancel, with);
        }
    }

    /// <summary>Files, index, work under way, and the salts by which a guess at the words could be confirmed.</summary>
    private async Task PlainAsync(ErasureAsked asked)
    {
        var study = ("study", (object?)acting.Context.Study);
        foreach (var type in standing.Keys.ToList())
        {
            foreach (var property in Naming.Properties(type).Where(p => p.Name is "BlobId" or "SearchRow"))
            {
                var column = Naming.Column(property.Name);
                foreach (var (id, value) in await BothAsync(type, $"id, {column}", row => (row.ReadId(0), row.IsDBNull(1) ? null : property.Name == "BlobId" ? row.ReadId(1) : (object)row.GetInt64(1))))
                {
                    if (value is not null && standing[type].Contains(id))
                    {
                        var sql = property.Name == "BlobId" ? "DELETE FROM blobs WHERE study_id = @study AND id = @value" : "DELETE FROM passage_terms WHERE study_id = @study AND search_row = @value";
                        await acting.Context.ExecuteAsync(sql, acting.Cancel, study, ("value", value));
                    }
                }
            }
        }

        // Work under way may carry the words in what it was asked to do; it does not survive an erasure.
        await acting.Context.ExecuteAsync("DELETE FROM jobs WHERE study_id = @study", acting.Cancel, study);
        foreach (var act in acts)
        {
            await acting.Context.ExecuteAsync("UPDATE acts SET salt = NULL WHERE study_id = @study AND seq = @act", acting.Cancel, study, ("act", act));
        }

        // What the ledger outside is told stands here until it is told.
        var uid = (await acting.Context.ReadAsync("SELECT uid FROM studies WHERE id = @study", row => row.ReadId(0), acting.Cancel, study))[0];
        var entry = new ErasureEntry(uid, acting.Number, acting.Now, asked.Kind, asked.Id, texts);
        await acting.Context.ExecuteAsync("INSERT INTO wipes (study_id, act, ledger) VALUES (@study, @act, @ledger)", acting.Cancel, study, ("act", acting.Number), ("ledger", Json.Write(entry)));
    }

    private static WordsAttribute Declared(PropertyInfo property) => property.GetCustomAttribute<WordsAttribute>()!;

    private static string? Blank(PropertyInfo property, string old) => property.GetCustomAttribute<WordsAttribute>() switch
    {
        // Positions in the text must stay true, so as many characters stand there as before.
        { KeepsLength: true } => new string(Cover, old.Length),
        _ when new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable => null,
        { } words => old.Length == 0 ? old : words.Erased,
        _ => null,
    };

    /// <summary>Words that somebody took from beside their own stretch may reach into what is erased: they are found in the text as it was, and covered as it is.</summary>
    private string Around(List<Guid> over, string words)
    {
        // A row may have followed its words through several revisions; each of its versions is looked for in all of them.
        foreach (var (id, text) in over.SelectMany(id => (before.GetValueOrDefault(id) ?? []).Select(text => (id, text))))
        {
            var covered = parts[id].Cover(text);
            for (var at = words.Length == 0 ? -1 : text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
            {
                if (parts[id].Touches(at, at + words.Length))
                {
                    return covered[at..(at + words.Length)];
                }
            }
        }

        return words;
    }

    private string Cleared(string text) =>
        repetitions.OrderByDescending(r => r.Length).Aggregate(text, (left, words) => left.Replace(words, Withdrawn, StringComparison.Ordinal));

    private Task<List<T>> BothAsync<T>(Type type, string columns, Func<System.Data.Common.DbDataReader, T> read)
    {
        var table = Naming.TableOf(type);
        return acting.Context.ReadAsync($"SELECT {columns} FROM {table} WHERE study_id = @study UNION ALL SELECT {columns} FROM {table}_history WHERE study_id = @study", read, acting.Cancel, ("study", acting.Context.Study));
    }
}
