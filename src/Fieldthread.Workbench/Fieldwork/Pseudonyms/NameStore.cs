using System.Security.Cryptography;
using Fieldthread.Core.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Pseudonyms;

/// <summary>The names of one study, in a file of its own beside the data, sealed with a key that lies elsewhere. Read whole, written whole.</summary>
/// <remarks>Neither the file nor the key is part of a backup, and nothing of either is in the database.</remarks>
internal sealed class NameStore
{
    private readonly string file;
    private readonly byte[] key;
    private readonly Guid study;

    private NameStore(string file, byte[] key, Guid study, Dictionary<Guid, string[]> names) => (this.file, this.key, this.study, Names) = (file, key, study, names);

    /// <summary>By id, the words of which a pseudonym stands in the place: a form each.</summary>
    public Dictionary<Guid, string[]> Names { get; }

    /// <summary>True where the study has a sealed file.</summary>
    public static async Task<bool> ExistsAsync(StudyContext context, Database database, CancellationToken cancel) => database.Names is { } folder && File.Exists(FileOf(folder, await UidAsync(context, cancel)));

    /// <summary>Opens the study’s names.</summary>
    /// <param name="context">The study.</param>
    /// <param name="database">Says where names and key lie.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">The store was never set up (<c>not-set-up</c>), or the key is not there or another (<c>no-key</c>).</exception>
    public static async Task<NameStore> OpenAsync(StudyContext context, Database database, CancellationToken cancel)
    {
        var uid = await UidAsync(context, cancel);
        if (database.Names is not { } folder || !File.Exists(FileOf(folder, uid)))
        {
            throw new RefusedException(new Refusal("not-set-up", "This study has no sealed store of names yet.", "Set it up under Fieldwork → Pseudonyms, and write the recovery key down."));
        }

        var opening = NameKey.Read(database) ?? throw new RefusedException(new Refusal("no-key", "The key of the sealed names is not on this machine.", "Put it back from the recovery key: fieldthread names recover."));
        try
        {
            return new NameStore(FileOf(folder, uid), opening, uid, Json.Read<Dictionary<Guid, string[]>>(SealedText.Open(await File.ReadAllBytesAsync(FileOf(folder, uid), cancel), opening, uid)));
        }
        catch (CryptographicException)
        {
            throw new RefusedException(new Refusal("no-key", "The sealed names cannot be opened: the key is another one, or the file was changed.", "Put the right key back from the recovery key: fieldthread names recover. Of a damaged file, take the copy that you keep."));
        }
    }

    /// <summary>Begins a study’s store, and the key where there is none.</summary>
    /// <returns>The key where it was made now; null where there was one.</returns>
    public static async Task<byte[]?> SetUpAsync(StudyContext context, Database database, CancellationToken cancel)
    {
        if (database.Names is not { } folder || database.NamesKey is not { } place)
        {
            throw new RefusedException(new Refusal("no-place", "Nobody said where the sealed names and their key are to lie.", "Start the program with a data folder, and name a place for the key with FIELDTHREAD_NAMES_KEY."));
        }

        NameKey.RefuseInside(place, folder);
        var made = NameKey.Read(database) is null ? NameKey.Make(place) : null;
        Directory.CreateDirectory(folder);
        var uid = await UidAsync(context, cancel);
        await new NameStore(FileOf(folder, uid), NameKey.Read(database)!, uid, []).SaveAsync(cancel);
        return made;
    }

    /// <summary>Writes the names, whole or not at all, on the disk before it returns.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        var part = file + ".part";
        await using (var stream = new FileStream(part, Private(FileMode.Create)))
        {
            await stream.WriteAsync(SealedText.Seal(Json.Write(Names), key, study), cancel);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, file, overwrite: true);
    }

    /// <summary>A file that only its owner reads.</summary>
    internal static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static string FileOf(string folder, Guid study) => Path.Combine(folder, study.ToString("D") + ".names");

    private static Task<Guid> UidAsync(StudyContext context, CancellationToken cancel) => context.Set<StudyHead>().AsNoTracking().Where(h => h.Id == context.Study).Select(h => h.Uid).SingleAsync(cancel);
}

/// <summary>The key of the sealed names: a file that only its owner reads, outside the data folder.</summary>
public static class NameKey
{
    /// <summary>Where the key lies unless somebody says otherwise: in the user’s configuration folder.</summary>
    public static string DefaultPlace() => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home ? home : ".", "fieldthread", "names.key");

    /// <summary>Puts a key back that was written down.</summary>
    /// <param name="place">Where it is to lie.</param>
    /// <param name="words">The recovery key.</param>
    /// <exception cref="RefusedException">It is mistaken, or another key lies there.</exception>
    public static string Recover(string place, string words)
    {
        byte[] key;
        try
        {
            key = SealedText.FromWords(words);
        }
        catch (FormatException failure)
        {
            throw new RefusedException(new Refusal("bad-key", failure.Message, "Compare it sign by sign with what was written down."));
        }

        if (File.Exists(place))
        {
            throw new RefusedException(new Refusal("key-there", "There is a key already, and it is not overwritten.", "Move it away first if it is the wrong one."));
        }

        Write(place, key);
        return SealedText.FingerOf(key);
    }

    internal static byte[]? Read(Database database) => database.NamesKey is { } place && File.Exists(place) && File.ReadAllBytes(place) is { Length: SealedText.KeyLength } key ? key : null;

    internal static byte[] Make(string place)
    {
        var key = SealedText.NewKey();
        Write(place, key);
        return key;
    }

    /// <summary>A key beside what it opens would be copied with it.</summary>
    internal static void RefuseInside(string place, string names)
    {
        var data = Path.GetFullPath(Path.GetDirectoryName(Path.GetFullPath(names))!) + Path.DirectorySeparatorChar;
        if (Path.GetFullPath(place).StartsWith(data, StringComparison.Ordinal))
        {
            throw new RefusedException(new Refusal("key-inside", "The key would lie in the data folder, and whoever copies that folder would have both.", "Name another place with FIELDTHREAD_NAMES_KEY."));
        }
    }

    private static void Write(string place, byte[] key)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(place)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using var stream = new FileStream(place, NameStore.Private(FileMode.CreateNew));
        stream.Write(key);
        stream.Flush(flushToDisk: true);
    }
}
