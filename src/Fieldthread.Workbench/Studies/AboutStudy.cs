using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>What a study says of itself, its cuts, and what the asker is in it: the frame of every page.</summary>
[Question("about-study", Permission.ReadPublished)]
public sealed record AboutStudy : Question<StudyAbout>
{
    /// <inheritdoc/>
    public override async Task<StudyAbout> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var detail = await asking.Context.All<StudyDetail>().FirstAsync(asking.Cancel);
        var cuts = await asking.Context.All<Cut>().OrderByDescending(c => c.Act).Select(c => c.Name).ToListAsync(asking.Cancel);
        var role = asking.Me is { } me ? await asking.Context.All<Person>().Where(p => p.Id == me).Select(p => p.Role).FirstOrDefaultAsync(asking.Cancel) : null;
        return new StudyAbout(detail.Name, detail.Summary, detail.Stance, cuts, asking.Head, asking.Me, role, asking.Actor.Steward);
    }
}

/// <summary>A study in short.</summary>
/// <param name="Name">Title.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Stance">How it works with its material.</param>
/// <param name="Cuts">Names of its cuts, newest first.</param>
/// <param name="Head">Number of the newest act that was read.</param>
/// <param name="Me">The asker’s person, or null.</param>
/// <param name="MyRole">The asker’s role, or null.</param>
/// <param name="Steward">True where the asker keeps the installation.</param>
public sealed record StudyAbout(string Name, string Summary, Stance Stance, IReadOnlyList<string> Cuts, long Head, Guid? Me, Role? MyRole, bool Steward);

/// <summary>Changes what a study says of itself.</summary>
/// <param name="Name">Title.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Stance">How it works with its material, as it is; may be left out, for it is changed by <c>change-stance</c>.</param>
[Act("edit-study", Permission.KeepStudy)]
[Refuses("empty", "the title is empty")]
[Refuses("stance-apart", "another way of working is named than the study’s own")]
public sealed record EditStudy(string Name, string Summary = "", Stance? Stance = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var detail = await acting.Context.Set<StudyDetail>().AsTracking().FirstAsync(acting.Cancel);
        StanceGate.RefuseByTheWay(detail, Stance);
        (detail.Name, detail.Summary) = (Acting.Given(Name, "The title"), Acting.Clean(Summary));
        return new Added(detail.Id);
    }
}

/// <summary>The phases of the study, in time.</summary>
[Question("phases", Permission.ReadStudy)]
public sealed record PhaseList : Question<IReadOnlyList<PhaseLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<PhaseLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return Phases.InOrder(await asking.Context.All<Phase>().ToListAsync(asking.Cancel)).ConvertAll(p => new PhaseLine(p.Id, p.Name, p.Starts, p.Ends));
    }
}

/// <summary>A phase.</summary>
/// <param name="Id">The phase.</param>
/// <param name="Name">Its name.</param>
/// <param name="Starts">Partial date, or null.</param>
/// <param name="Ends">Partial date, or null.</param>
public sealed record PhaseLine(Guid Id, string Name, string? Starts, string? Ends);

/// <summary>The people of the study: its team, and coders known only from imports.</summary>
[Question("team", Permission.ReadStudy)]
public sealed record TeamList : Question<IReadOnlyList<TeamLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<TeamLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return await asking.Context.All<Person>().OrderBy(p => p.Id).Select(p => new TeamLine(p.Id, p.Name, p.Role, p.Blind, p.AccountId != null)).ToListAsync(asking.Cancel);
    }
}

/// <summary>Somebody of the study.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="Role">Role, or null for somebody who left or was only imported.</param>
/// <param name="Blind">True where they see only their own codings.</param>
/// <param name="HasAccount">True where they have an account here.</param>
public sealed record TeamLine(Guid Id, string Name, Role? Role, bool Blind, bool HasAccount);
