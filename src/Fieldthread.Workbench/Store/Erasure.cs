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

    /// <summary>A shorter repetition is no recognisable words of anybody's.</summary>
    private const int ShortestRepetition = 16;

    private readonly Acting acting;
    private readonly Dictionary<Type, HashSet<Guid>> standing = [];
    private readonly HashSet<string> repetitions = new(StringComparer.Ordinal);
    private readonly HashSet<long> acts = [];
    private int changed;

    private Erasure(Acting acting) => this.acting = acting;

    /// <summary>Every property that declares that it holds words, by row class.</summary>
    public static ILookup<Type, PropertyInfo> Words { get; } = Naming.EvidenceTypes
        .SelectMany(type => Naming.Properties(type).Where(p => p.GetCustomAttribute<WordsAttribute>() is not null).Select(p => (type, p)))
        .ToLookup(x => x.type, x => x.p);

    /// <summary>Erases the words of a row and of all that stands on it, inside the open act.</summary>
    /// <param name="acting">The act.</param>
    /// <param name="root">Class of the row.</param>
    /// <param name="id">Its id.</param>
    /// <param name="also">Rows that hold its words without standing on it: the import that brought it.</param>
    /// <returns>How many rows lost words.</returns>
    public static async Task<int> RunAsync(Acting acting, Type root, Guid id, params (Type Type, Guid Id)[] also)
    {
        ArgumentNullException.ThrowIfNull(acting);
        ArgumentNullException.ThrowIfNull(also);
        var erasure = new Erasure(acting);
        acting.Context.Stamp(acting.Number);
        await acting.Context.SaveChangesAsync(acting.Cancel);
        erasure.Stands(root, id);
        await erasure.FollowAsync();
        foreach (var (type, other) in also)
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

        await erasure.PlainAsync();
        return erasure.changed;
    }

    private bool Stands(Type type, Guid id) => (standing.TryGetValue(type, out var ids) ? ids : standing[type] = []).Add(id);

    /// <summary>Rows that refer to a row that is erased, now or ever, until nothing new is found.</summary>
    private async Task FollowAsync()
    {
        for (var more = true; more;)
        {
            more = false;
            foreach (var type in Naming.EvidenceTypes)
            {
                var links = Naming.Properties(type).Where(p => p.GetCustomAttribute<RefersToAttribute>() is { } to && standing.ContainsKey(to.Target))
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
                    if (!ids.Contains(id))
                    {
                        continue;
                    }

                    acts.Add(act);
                    foreach (var line in text.Split('\n').Append(text).Select(l => l.Trim()).Where(l => l.Length >= ShortestRepetition && Declared(property).Erased != "[]"))
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
            }
        }
    }

    private async Task BlankAsync(Type type, string table, bool live)
    {
        var properties = Words[type].ToList();
        var columns = properties.ConvertAll(p => $"\"{Naming.Column(p.Name)}\"");
        var ids = standing.GetValueOrDefault(type) ?? [];
        var rows = await acting.Context.ReadAsync($"SELECT id, recorded_in, {string.Join(", ", columns)} FROM {table} WHERE study_id = @study",
            row => (Id: row.ReadId(0), Act: row.GetInt64(1), Old: properties.Select((_, i) => row.IsDBNull(i + 2) ? null : row.GetString(i + 2)).ToArray()), acting.Cancel, ("study", acting.Context.Study));
        var set = string.Join(", ", columns.Select((c, i) => $"{c} = @w{i}")) + (live ? ", recorded_in = @now" : "");
        foreach (var (id, act, old) in rows)
        {
            var erased = old.Select((text, i) => text is null ? null : ids.Contains(id) ? Blank(properties[i], text) : Declared(properties[i]).Verbatim ? text : Cleared(text)).ToArray();
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
    private async Task PlainAsync()
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

        await acting.Context.ExecuteAsync("INSERT INTO wipes (study_id, act) VALUES (@study, @act)", acting.Cancel, study, ("act", acting.Number));
    }

    private static WordsAttribute Declared(PropertyInfo property) => property.GetCustomAttribute<WordsAttribute>()!;

    private static string? Blank(PropertyInfo property, string old) => property.GetCustomAttribute<WordsAttribute>() switch
    {
        // Positions in the text must stay true, so as many characters stand there as before.
        { KeepsLength: true } => new string('█', old.Length),
        _ when new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable => null,
        { } words => old.Length == 0 ? old : words.Erased,
        _ => null,
    };

    private string Cleared(string text) =>
        repetitions.OrderByDescending(r => r.Length).Aggregate(text, (left, words) => left.Replace(words, Withdrawn, StringComparison.Ordinal));

    private Task<List<T>> BothAsync<T>(Type type, string columns, Func<System.Data.Common.DbDataReader, T> read)
    {
        var table = Naming.TableOf(type);
        return acting.Context.ReadAsync($"SELECT {columns} FROM {table} WHERE study_id = @study UNION ALL SELECT {columns} FROM {table}_history WHERE study_id = @study", read, acting.Cancel, ("study", acting.Context.Study));
    }
}
