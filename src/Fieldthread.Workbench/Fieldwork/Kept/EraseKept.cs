using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork.Kept;

/// <summary>Erases for good something that was kept from an import: a picture, a recording, with its file, its history, and what repeats its words.</summary>
/// <param name="Piece">Which.</param>
[Act("erase-kept", Permission.Erase, CanBeUndone = false, Tells = "everything")]
[Refuses("unknown", "nothing of the kind was kept")]
public sealed record EraseKept(Guid Piece) : Act<KeptErased>
{
    /// <summary>How the ledger calls it.</summary>
    internal const string Kind = "kept";

    /// <inheritdoc/>
    public override async Task<KeptErased> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var piece = await acting.FindAsync<KeptPiece>(Piece);
        return new KeptErased(piece.Id, await Erasure.RunAsync(acting, Kind, typeof(KeptPiece), piece.Id, (typeof(Import), piece.ImportId)));
    }

    /// <inheritdoc/>
    public override Task AfterCommitAsync(ActServices services, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Cache.Clear();
        return Wiping.RunAsync(services.Database, cancel);
    }
}

/// <summary>Something kept was erased.</summary>
/// <param name="Piece">Which; the row stays, without words.</param>
/// <param name="Rows">Rows that lost words, history included.</param>
public sealed record KeptErased(Guid Piece, int Rows);
