using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Acts;

/// <summary>Runs acts and questions: authorises, runs in one transaction, logs, tells watchers.</summary>
public sealed class Workshop(Database database, TimeProvider? clock = null)
{
    private readonly ActServices services = new(database, clock ?? TimeProvider.System, new StudyCache());

    /// <summary>The database underneath.</summary>
    public Database Database { get; } = database;

    /// <summary>Told of every act of this process after its commit: study and act number.</summary>
    public event EventHandler<CommittedEventArgs>? Committed;

    /// <summary>Does an act.</summary>
    /// <param name="study">Local number of the study; ignored where the act begins one or is upon the installation.</param>
    /// <param name="act">The act.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="clientId">Id chosen by the client: the same again gives the same answer, another act under the same id is a conflict.</param>
    /// <param name="progress">Told how far long work has come.</param>
    /// <param name="cancel">Stops it; nothing is kept.</param>
    /// <exception cref="RefusedException">The act refused, or the actor may not; nothing was changed.</exception>
    public async Task<Done<TAnswer>> DoAsync<TAnswer>(int study, Act<TAnswer> act, Actor actor, Guid? clientId = null, IProgress<JobProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(actor);
        var declared = Catalogue.Of(act);
        progress ??= new Progress<JobProgress>();
        await act.PrepareAsync(progress, cancel);
        var done = await GatedAsync(study, act, declared, actor, clientId, progress, cancel);
        if (!done.Repeated)
        {
            // After the commit and outside the gate: a notification inside the transaction would make commits queue.
            await Notification.SendAsync(Database, done.Study, done.Act);
        }

        return done;
    }

    private async Task<Done<TAnswer>> GatedAsync<TAnswer>(int study, Act<TAnswer> act, ActAttribute declared, Actor actor, Guid? clientId, IProgress<JobProgress> progress, CancellationToken cancel)
    {
        await Database.WriteGate.WaitAsync(cancel);
        try
        {
            var done = await InTransactionAsync(declared.Scope == ActScope.Installation ? 0 : study, act, declared, actor, clientId, progress, cancel);
            if (!done.Repeated)
            {
                await act.AfterCommitAsync(services, CancellationToken.None);
                Committed?.Invoke(this, new CommittedEventArgs(done.Study, done.Act, declared.Name, declared.Tells));
            }

            return done;
        }
        catch (DbUpdateException failure) when (failure.GetBaseException() is DbException cause && Dialect.Explain(cause) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
        catch (DbException failure) when (Dialect.Explain(failure) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
        finally
        {
            Database.WriteGate.Release();
        }
    }

    /// <summary>Asks a question of the study as it is, or of a cut.</summary>
    /// <param name="study">Local number of the study.</param>
    /// <param name="question">The question.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cut">Name of a cut; null for the study as it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">The asker may not, or what was asked for is not there.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(int study, Question<TAnswer> question, Actor actor, string? cut = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(actor);
        var declared = Catalogue.Questions.Values.First(q => q.Type == question.GetType());
        var scope = question.GetType().GetCustomAttributes(typeof(QuestionAttribute), false).Cast<QuestionAttribute>().Single().Scope;
        await using var door = Database.Live(new View(scope == ActScope.Installation ? 0 : study));
        var me = await Authority.RequireAsync(door, actor, declared.Needs, $"ask “{declared.Name}”", cancel);
        var view = await Views.ResolveAsync(door, cut, me, cancel);
        await using var context = Database.Open(view);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var reading = await Transactions.BeginReadAsync(context, cancel);
        var now = view.Known ?? await context.Set<StudyHead>().Where(h => h.Id == view.Study).Select(h => (long?)h.Head).SingleOrDefaultAsync(cancel)
            ?? throw new RefusedException(new Refusal("unknown", "There is no such study."));
        return await question.AskAsync(new Asking(context, now, actor, me?.Id, services.Cache, cancel) { Open = Database.Open, Services = services });
    }

    private async Task<Done<TAnswer>> InTransactionAsync<TAnswer>(int study, Act<TAnswer> act, ActAttribute declared, Actor actor, Guid? clientId, IProgress<JobProgress> progress, CancellationToken cancel)
    {
        await using var opening = Database.Live(new View(study));
        await using var transaction = await Transactions.BeginWriteAsync(opening, cancel);
        if (declared.Scope == ActScope.NewStudy)
        {
            study = await Transactions.NewStudyAsync(opening, act as INamesStudy ?? throw new InvalidOperationException("An act that begins a study names it."), cancel);
        }

        await using var context = Transactions.Share(Database, opening, transaction, new View(study));
        var head = await Transactions.LockHeadAsync(context, study, cancel);
        if (clientId is { } client && await RepeatedAsync<TAnswer>(context, act, declared, actor, client, cancel) is { } repeated)
        {
            return repeated;
        }

        var me = await Authority.RequireAsync(context, actor, declared.Needs, $"do “{declared.Name}”", cancel);
        var now = services.Clock.GetUtcNow();
        var number = head.Head + 1;
        await context.ExecuteAsync("UPDATE studies SET head = @number WHERE id = @study", cancel, ("number", number), ("study", study));
        var acting = new Acting(context, number, now, actor, me?.Id, services, progress, cancel);
        var answer = await act.DoAsync(acting);
        cancel.ThrowIfCancellationRequested();
        context.Stamp(number);
        await context.SaveChangesAsync(cancel);
        var entry = Entry(act, declared, actor, clientId, study, number, now, JsonSerializer.Serialize(answer, Json.ForLog));
        entry.Undoes = (act as IUndoes)?.Undoes;
        entry.Hash = LogChain.Hash(head.HeadHash, head.Uid, entry);
        await Transactions.AppendAsync(context, entry, cancel);
        await Transactions.MeasureGrownAsync(context, cancel);
        await transaction.CommitAsync(cancel);
        return new Done<TAnswer>(number, study, answer);
    }

    private static ActEntry Entry(IAct act, ActAttribute declared, Actor actor, Guid? clientId, int study, long number, DateTimeOffset now, string answer)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return new ActEntry
        {
            StudyId = study,
            Seq = number,
            Name = declared.Name,
            At = Dialect.Instant(Dialect.Micros(now)),
            ActorId = actor.AccountId,
            ClientId = clientId,
            Salt = salt,
            Digest = LogChain.Digest(salt, act),
            Answer = answer,
        };
    }

    private static async Task<Done<TAnswer>?> RepeatedAsync<TAnswer>(LiveContext context, Act<TAnswer> act, ActAttribute declared, Actor actor, Guid client, CancellationToken cancel)
    {
        var before = await context.Set<ActEntry>().AsNoTracking()
            .SingleOrDefaultAsync(e => e.StudyId == context.Study && e.ActorId == actor.AccountId && e.ClientId == client, cancel);
        if (before is null)
        {
            return null;
        }

        if (before.Name != declared.Name || before.Salt is null || !CryptographicOperations.FixedTimeEquals(before.Digest, LogChain.Digest(before.Salt, act)))
        {
            throw new RefusedException(new Refusal("client-id-conflict", $"Something else was already done under this client id (act {before.Seq}, {before.Name}).", "Send it under a new id."));
        }

        return new Done<TAnswer>(before.Seq, context.Study, JsonSerializer.Deserialize<TAnswer>(before.Answer, Json.Options)!, Repeated: true);
    }
}

/// <summary>An act of this process was committed.</summary>
/// <param name="study">Local number of the study.</param>
/// <param name="act">Number of the act.</param>
/// <param name="name">Name of the act.</param>
/// <param name="tells">What watchers should read again.</param>
public sealed class CommittedEventArgs(int study, long act, string name, string tells) : EventArgs
{
    /// <summary>Local number of the study.</summary>
    public int Study { get; } = study;

    /// <summary>Number of the act.</summary>
    public long Act { get; } = act;

    /// <summary>Name of the act.</summary>
    public string Name { get; } = name;

    /// <summary>What watchers should read again.</summary>
    public string Tells { get; } = tells;
}

/// <summary>An act that undoes another names it.</summary>
public interface IUndoes
{
    /// <summary>Number of the act that is undone.</summary>
    long Undoes { get; }
}

/// <summary>An act that begins a study names it.</summary>
public interface INamesStudy
{
    /// <summary>Title of the study.</summary>
    string Name { get; }

    /// <summary>Short name in addresses; made from the title where null.</summary>
    string? Slug { get; }

    /// <summary>Id by which other installations know it; a new one where null.</summary>
    Guid? Uid { get; }
}
