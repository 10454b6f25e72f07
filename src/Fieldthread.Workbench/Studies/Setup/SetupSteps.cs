using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>A room to the right fills its part of a template when a study begins.</summary>
public interface ITemplatePart
{
    /// <summary>Writes what the template brings for the room, inside the act that begins the study.</summary>
    Task FillAsync(Acting acting, TemplateContents contents);
}

/// <summary>A room says what of its own belongs to setting a study up.</summary>
public interface ISetupSteps
{
    /// <summary>The steps, as they stand.</summary>
    Task<IReadOnlyList<SetupStep>> ReadAsync(StudyContext context, CancellationToken cancel);
}

/// <summary>One step of setting a study up.</summary>
/// <param name="Place">Place in the order, upwards.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Done">True where there is something of it.</param>
/// <param name="InWords">How it stands, or what to do; a sentence.</param>
/// <param name="Page">Page of the study where it is done.</param>
public sealed record SetupStep(int Place, string Name, bool Done, string InWords, string Page);

/// <summary>What a new team does, in order, and how far it has come.</summary>
[Question("setup-steps", Permission.ReadStudy)]
public sealed record StepsOfSetup : Question<IReadOnlyList<SetupStep>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SetupStep>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var steps = new List<SetupStep>();
        foreach (var room in Contributions.To<ISetupSteps>())
        {
            steps.AddRange(await room.ReadAsync(asking.Context, asking.Cancel));
        }

        return [.. steps.OrderBy(s => s.Place)];
    }
}

/// <summary>The steps of the study itself.</summary>
internal sealed class StudySteps : ISetupSteps
{
    public async Task<IReadOnlyList<SetupStep>> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var summary = await context.All<StudyDetail>().Select(d => d.Summary).FirstOrDefaultAsync(cancel) ?? "";
        var purpose = await context.All<StudyStatement>().Select(s => s.Purpose).FirstOrDefaultAsync(cancel) ?? "";
        var (funders, partners) = (await context.All<Funder>().CountAsync(cancel), await context.All<Partner>().CountAsync(cancel));
        var (people, team) = (await context.All<Contributor>().CountAsync(cancel), await context.All<Person>().CountAsync(p => p.Role != null, cancel));
        var (phases, dated, windows) = (await context.All<Phase>().CountAsync(cancel), await context.All<Phase>().CountAsync(p => p.StartsDay != null, cancel), await context.All<FieldworkWindow>().CountAsync(cancel));
        return
        [
            new(10, "The study", summary.Length > 0 && purpose.Length > 0, summary.Length == 0 ? "Write in a few sentences what it is about, and why it is done." : purpose.Length == 0 ? "It says what it is about. Write why it is done." : "It says what it is about and why.", "setup#h-say"),
            new(20, "Funder and partners", funders + partners > 0, funders + partners == 0 ? "Enter who pays, with the grant’s number, and who carries the study." : $"{Of(funders, "funder")} and {Of(partners, "partner")}.", "setup#h-fund"),
            new(30, "People", people > 0, people == 0 ? $"{Of(team, "person", "people")} may work here. Name those who are credited, with ORCID iD and roles." : $"{Of(people, "contributor")} named; {Of(team, "person", "people")} may work here.", "contributors"),
            new(40, "Phases and times in the field", phases > 0 && dated == phases && windows > 0, phases == 0 ? "Enter the phases, and when you will be in the field." : dated < phases ? $"{Of(phases, "phase")}, {phases - dated} without dates." : windows == 0 ? $"{Of(phases, "phase")} with dates. Enter when you will be in the field." : $"{Of(phases, "phase")}, {Of(windows, "time")} in the field.", "phases"),
        ];
    }

    private static string Of(int count, string one, string? many = null) => count == 0 ? $"no {one}" : $"{count} {(count == 1 ? one : many ?? one + "s")}";
}
