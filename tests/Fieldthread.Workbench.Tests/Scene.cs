using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests;

/// <summary>A study with a lead and a coder, filled through the acts that people use.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private Scene(Place place, int study, Actor lead, Actor coder) => (Place, Study, Lead, Coder) = (place, study, lead, coder);

    public Place Place { get; }

    public int Study { get; }

    public Actor Lead { get; }

    public Actor Coder { get; }

    public static async Task<Scene> NewAsync(Provider provider)
    {
        var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        return new Scene(place, study, await place.MemberAsync(study, Role.Lead), await place.MemberAsync(study, Role.Coder));
    }

    public async Task<T> Do<T>(Act<T> act, Actor? actor = null) => (await Place.Do(Study, act, actor ?? Lead)).Answer;

    public async Task<Guid> Add(Act<Added> act, Actor? actor = null) => (await Do(act, actor)).Id;

    public async Task<string> Key(Act<Added> act) => (await Do(act)).Key!;

    public Task<T> Ask<T>(Question<T> question, Actor? actor = null, string? cut = null) => Place.Ask(Study, question, actor ?? Lead, cut);

    /// <summary>A text brought in as a document; the source that it became.</summary>
    public async Task<SourcePage> SourceAsync(string name, string text, Guid? site = null)
    {
        await Do(new ImportDocuments([new GivenFile(name + ".txt", System.Text.Encoding.UTF8.GetBytes(text))], site));
        var line = (await Ask(new SourceList())).Single(s => s.Name == name);
        return await Ask(new SourceText(line.Id));
    }

    /// <summary>Puts a code on words that stand once in a text.</summary>
    public Task<Guid> CodeAsync(SourcePage page, string words, Guid code, Actor? actor = null)
    {
        var at = page.Text.IndexOf(words, StringComparison.Ordinal);
        Assert.True(at >= 0, words);
        return Add(new AddCoding(page.Revision, at, at + words.Length, code), actor ?? Coder);
    }

    /// <summary>The act says no by this code, in words, and changes nothing.</summary>
    public async Task<Refusal> RefusesAsync<T>(string code, Act<T> act, Actor? actor = null, int? study = null)
    {
        var before = await HeadsAsync();
        var refusal = await Place.RefusedAsync(() => Place.Do(study ?? Study, act, actor ?? Lead));
        SaysNo(code, refusal);
        Assert.Equal(before, await HeadsAsync());
        return refusal;
    }

    /// <summary>The question says no by this code, in words.</summary>
    public async Task<Refusal> RefusesAsync<T>(string code, Question<T> question)
    {
        var refusal = await Place.RefusedAsync(() => Ask(question));
        SaysNo(code, refusal);
        return refusal;
    }

    /// <summary>Every live row of the study, table by table, as text.</summary>
    public async Task<SortedDictionary<string, List<string>>> TablesAsync(bool withActs = false)
    {
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var type in Naming.EvidenceTypes)
        {
            var columns = string.Join(", ", Naming.Properties(type).Select(p => p.Name).Where(n => withActs || n != nameof(Evidence.RecordedIn)).Select(n => '"' + Naming.Column(n) + '"'));
            var rows = await Place.SqlAsync($"SELECT {columns} FROM {Naming.TableOf(type)} WHERE study_id = {Study}");
            tables[Naming.TableOf(type)] = rows.ConvertAll(row => string.Join('\u001f', row.Select(Text))).Order(StringComparer.Ordinal).ToList();
        }

        return tables;
    }

    public static void Same(SortedDictionary<string, List<string>> expected, SortedDictionary<string, List<string>> actual)
    {
        foreach (var (table, rows) in expected)
        {
            Assert.True(rows.SequenceEqual(actual[table]), $"The table {table} differs: {rows.Except(actual[table]).Take(3).Aggregate("", (a, b) => a + "\n- " + b)}{actual[table].Except(rows).Take(3).Aggregate("", (a, b) => a + "\n+ " + b)}");
        }
    }

    public ValueTask DisposeAsync() => Place.DisposeAsync();

    private static void SaysNo(string code, Refusal refusal)
    {
        Assert.Equal(code, refusal.Code);
        Assert.Matches(@"^\S+ .* \S+[.?!”)]$", refusal.Message.ReplaceLineEndings(" "));
    }

    private static string Text(object? value) => value switch
    {
        null => "∅",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Guid id => id.ToString("N"),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private async Task<List<string>> HeadsAsync() =>
        (await Place.SqlAsync("SELECT id, head FROM studies ORDER BY id")).ConvertAll(row => $"{row[0]} {row[1]}");
}
