using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork.Pseudonyms;

/// <summary>What the sealed store holds of a participant whose words are erased goes with them.</summary>
internal sealed record ForgottenNames(int Study, IReadOnlyList<Guid> Words, bool KeyIsThere)
{
    /// <summary>The words sealed for whoever bears the pseudonym, now or formerly.</summary>
    public static async Task<ForgottenNames> OfAsync(Acting acting, string pseudonym)
    {
        var words = await acting.Context.ReadAsync(
            "SELECT words_id FROM pseudonyms WHERE study_id = @study AND replacement = @who UNION SELECT words_id FROM pseudonyms_history WHERE study_id = @study AND replacement = @who",
            row => row.ReadId(0), acting.Cancel, ("study", acting.Context.Study), ("who", pseudonym));
        return new ForgottenNames(acting.Context.Study, words, words.Count == 0 || await OpenAsync(acting.Services.Database, acting.Context) is not null);
    }

    /// <summary>Takes them out of the store; done after the erasure is committed.</summary>
    public async Task ForgetAsync(Database database)
    {
        if (Words.Count == 0)
        {
            return;
        }

        await using var context = database.Live(new View(Study));
        if (await OpenAsync(database, context) is { } store && Words.Count(id => store.Names.Remove(id)) > 0)
        {
            await store.SaveAsync(CancellationToken.None);
        }
    }

    private static async Task<NameStore?> OpenAsync(Database database, StudyContext context)
    {
        try
        {
            return await NameStore.OpenAsync(context, database, CancellationToken.None);
        }
        catch (RefusedException)
        {
            return null;
        }
    }
}
