using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Studies;

/// <summary>Begins a study, with the one who begins it as its lead.</summary>
/// <param name="Name">Title.</param>
/// <param name="Summary">What it is about, in a few sentences.</param>
/// <param name="Stance">How it works with its material; the template’s way where null.</param>
/// <param name="Slug">Short name in addresses; made from the title where null.</param>
/// <param name="Uid">Id by which other installations know it; a new one where null.</param>
/// <param name="Template">What it begins with: phases, a starter codebook.</param>
[Act("start-study", Permission.KeepInstallation, Scope = ActScope.NewStudy, CanBeUndone = false)]
[Refuses("empty", "the title is empty")]
[Refuses("bad-name", "the title gives no short name for an address")]
[Refuses("name-taken", "a study of that short name, or that very study, is already here")]
public sealed record StartStudy(string Name, string Summary = "", Stance? Stance = null, string? Slug = null, Guid? Uid = null, StudyTemplate Template = StudyTemplate.Empty) : Act<StudyStarted>, INamesStudy
{
    /// <inheritdoc/>
    public override async Task<StudyStarted> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var template = StudyTemplates.Of(Template);
        acting.Add(new StudyDetail { Name = Acting.Given(Name, "The title"), Summary = Acting.Clean(Summary), Stance = Stance ?? template.Stance });
        var lead = acting.Actor.AccountId is { } account ? acting.Add(new Person { Name = acting.Actor.Name, AccountId = account, Role = Role.Lead }) : null;
        foreach (var phase in template.Phases)
        {
            acting.Add(new Phase { Name = phase });
        }

        foreach (var part in Contributions.To<ITemplatePart>())
        {
            await part.FillAsync(acting, template);
        }

        return new StudyStarted(acting.Context.Study, lead?.Id);
    }
}

/// <summary>A study was begun.</summary>
/// <param name="Study">Its local number.</param>
/// <param name="Lead">The person who leads it; null where the program began it.</param>
public sealed record StudyStarted(int Study, Guid? Lead);
