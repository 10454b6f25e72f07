using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Store;

/// <summary>A file of a study, read in pieces from wherever it is sought. Between two pieces no connection and no transaction stays open, however slowly somebody listens.</summary>
/// <remarks>One that is erased meanwhile ends there.</remarks>
/// <param name="database">The database.</param>
/// <param name="study">Local number of the study.</param>
/// <param name="blob">Id of the file.</param>
/// <param name="length">Its size in bytes.</param>
public sealed class BlobStream(Database database, int study, Guid blob, long length) : Stream
{
    private const int Piece = 1 << 18;
    private byte[] held = [];
    private long heldAt;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.Length == 0)
        {
            return 0;
        }

        if (Position < heldAt || Position >= heldAt + held.Length)
        {
            (held, heldAt) = (await PieceAsync(Position, (int)Math.Min(Piece, length - Position), cancellationToken), Position);
        }

        var (from, count) = ((int)(Position - heldAt), (int)Math.Min(buffer.Length, heldAt + held.Length - Position));
        held.AsMemory(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Not offered: a database is waited for.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => length + offset };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <summary>Not offered.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void SetLength(long value) => throw new NotSupportedException("A kept file does not change.");

    /// <summary>Not offered.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A kept file does not change.");

    private async Task<byte[]> PieceAsync(long from, int count, CancellationToken cancel)
    {
        await using var context = database.Live(new View(study));
        if (database.Provider == Provider.PostgreSql)
        {
            var found = await context.ReadAsync("SELECT substring(bytes FROM @from FOR @count) FROM blobs WHERE study_id = @study AND id = @id", row => (byte[])row.GetValue(0), cancel, ("study", study), ("id", blob), ("from", (int)from + 1), ("count", count));
            return found.Count > 0 ? found[0] : [];
        }

        // substr() would read the whole file for each piece; an open blob is read where it is sought.
        var rows = await context.ReadAsync("SELECT rowid FROM blobs WHERE study_id = @study AND id = @id", row => row.GetInt64(0), cancel, ("study", study), ("id", blob));
        if (rows.Count == 0)
        {
            return [];
        }

        await using var open = new SqliteBlob((SqliteConnection)context.Database.GetDbConnection(), "blobs", "bytes", rows[0], readOnly: true);
        open.Position = from;
        var bytes = new byte[Math.Min(count, (int)Math.Max(0, open.Length - from))];
        open.ReadExactly(bytes);
        return bytes;
    }
}
