using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Pseudonyms;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Pseudonyms;

/// <summary>Begins the sealed store of a study’s names. Where the machine has no key yet one is made, and the recovery key is shown this once.</summary>
[Act("set-up-names", Permission.KeepNames, CanBeUndone = false, Tells = "pseudonyms")]
[Refuses("set-up-already", "the study has a sealed store")]
[Refuses("no-place", "nobody said where the names and the key are to lie")]
[Refuses("key-inside", "the key would lie in the data folder")]
public sealed record SetUpNames : Act<NamesSetUp>
{
    /// <inheritdoc/>
    public override async Task<NamesSetUp> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        if (await NameStore.ExistsAsync(acting.Context, acting.Services.Database, acting.Cancel))
        {
            Acting.Refuse("set-up-already", "This study has a sealed store of names.", "Add names to it.");
        }

        var key = await NameStore.SetUpAsync(acting.Context, acting.Services.Database, acting.Cancel);
        return new NamesSetUp(key is not null, key is null ? null : SealedText.InWords(key));
    }
}

/// <summary>A sealed store was begun.</summary>
/// <param name="NewKey">True where a key was made now.</param>
/// <param name="RecoveryKey">The key as it is written down, shown this once; null where there was one before.</param>
public sealed record NamesSetUp(bool NewKey, [property: Secret] string? RecoveryKey = null);

/// <summary>Says what stands in texts in the place of a name; or changes it. The words are sealed and reach neither the database nor the log.</summary>
/// <param name="Replacement">What is put in.</param>
/// <param name="Words">The words as they stand in texts, a form a line: “Wanda Elm”, “Ms Elm”, “Wanda”. Empty leaves those of a changed pseudonym as they are.</param>
/// <param name="Kind">What they name.</param>
/// <param name="Pseudonym">The pseudonym that is changed; null for a new one.</param>
[Act("keep-pseudonym", Permission.KeepNames, Tells = "pseudonyms")]
[Refuses("unknown", "there is no such pseudonym")]
[Refuses("empty", "no words, or nothing to stand in their place, was given")]
[Refuses("named-already", "other words of the list are the same")]
[Refuses("not-set-up", "the study has no sealed store yet")]
[Refuses("no-key", "the key is not on this machine, or is another")]
public sealed record KeepPseudonym(string Replacement, [property: Secret] string Words, NamedKind Kind = NamedKind.Person, Guid? Pseudonym = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var store = await NameStore.OpenAsync(acting.Context, acting.Services.Database, acting.Cancel);
        var row = Pseudonym is { } id ? await acting.FindAsync<Pseudonym>(id) : null;
        var replacement = Acting.Given(Replacement, "The pseudonym");
        var forms = (Words ?? "").Split('\n').Select(w => WellFormedText.Repair(w.Trim(), out _)).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        if (forms.Length == 0 && row is null)
        {
            Acting.Refuse("empty", "No words were given.", "Write them as they stand in the texts, one form a line.");
        }

        if (forms.Length > 0)
        {
            var others = await acting.Context.Set<Pseudonym>().AsNoTracking().Where(p => Pseudonym == null || p.Id != Pseudonym).Select(p => new { p.WordsId, p.Replacement }).ToListAsync(acting.Cancel);
            if (others.Find(o => store.Names.GetValueOrDefault(o.WordsId, []).Intersect(forms, StringComparer.Ordinal).Any()) is { } other)
            {
                // Which words it is would be told to nobody who does not know them.
                Acting.Refuse("named-already", $"Some of these words have the pseudonym “{other.Replacement}” already.", "Change that one, or leave the words out here.");
            }
        }

        row ??= acting.Add(new Pseudonym());
        (row.Replacement, row.Kind) = (replacement, Kind);
        if (forms.Length > 0)
        {
            row.WordsId = OrderedId.Next();
            store.Names[row.WordsId] = forms;
            await store.SaveAsync(acting.Cancel);
        }

        return new Added(row.Id);
    }
}

/// <summary>Takes a pseudonym from the list. Texts in which it was put in keep it; its words stay sealed, so that it can be taken back.</summary>
/// <param name="Pseudonym">Which pseudonym.</param>
[Act("remove-pseudonym", Permission.KeepNames, Tells = "pseudonyms")]
[Refuses("unknown", "there is no such pseudonym")]
public sealed record RemovePseudonym(Guid Pseudonym) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Pseudonym>(Pseudonym);
        acting.Remove(row);
        return new Added(row.Id);
    }
}

/// <summary>The pseudonyms of the study, without the names that they stand for.</summary>
[Question("pseudonyms", Permission.ReadStudy)]
public sealed record PseudonymList : Question<PseudonymsOfStudy>
{
    /// <inheritdoc/>
    public override async Task<PseudonymsOfStudy> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var rows = await asking.Context.All<Pseudonym>().ToListAsync(asking.Cancel);
        return new PseudonymsOfStudy(await NameStore.ExistsAsync(asking.Context, asking.Services.Database, asking.Cancel), await asking.MayAsync(Permission.KeepNames),
            [.. rows.OrderBy(r => r.Kind).ThenBy(r => r.Replacement, NaturalOrder.Instance).ThenBy(r => r.Id).Select(r => new PseudonymLine(r.Id, r.Replacement, r.Kind))]);
    }
}

/// <summary>The pseudonyms of a study.</summary>
/// <param name="IsSetUp">True where the study has a sealed store.</param>
/// <param name="MayLook">True where the asker may see the names.</param>
/// <param name="Pseudonyms">By kind.</param>
public sealed record PseudonymsOfStudy(bool IsSetUp, bool MayLook, IReadOnlyList<PseudonymLine> Pseudonyms);

/// <summary>A pseudonym.</summary>
/// <param name="Id">The pseudonym.</param>
/// <param name="Replacement">What is put in.</param>
/// <param name="Kind">What it stands for.</param>
public sealed record PseudonymLine(Guid Id, string Replacement, NamedKind Kind);
