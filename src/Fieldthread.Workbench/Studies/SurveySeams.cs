using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>Words of several people that one room collected and another keeps as a text that can be read and coded.</summary>
/// <param name="Name">Name of the text.</param>
/// <param name="Turns">Who said what, in order; a turn each.</param>
public sealed record SpokenText(string Name, IReadOnlyList<SpokenTurn> Turns);

/// <summary>What one person said.</summary>
/// <param name="Speaker">Their label.</param>
/// <param name="Words">The words.</param>
public sealed record SpokenTurn(string Speaker, string Words);

/// <summary>A room to the right keeps texts, so that a room to the left can hand it words without knowing it.</summary>
public interface ITextKeeper
{
    /// <summary>Finds passages and search terms, which needs no lock.</summary>
    /// <returns>What is then done inside an act: writes the texts and gives their ids, in the same order.</returns>
    Func<Acting, Task<IReadOnlyList<Guid>>> Prepare(IReadOnlyList<SpokenText> texts);
}

/// <summary>The register says which organisations codes meant on a day. Here the answers of a survey are bound to the register as at each wave’s date: asked anew each time, so that a correction of the register is seen at once.</summary>
public interface IOrganisationsAsAt
{
    /// <summary>Ids of organisations by the code that they carried on the day; a code that none or several carried is not there.</summary>
    /// <param name="context">The study through the asker’s view.</param>
    /// <param name="day">The wave’s reference date.</param>
    /// <param name="codes">Codes as the files of the survey have them, without a scheme.</param>
    /// <param name="cancel">Stops it.</param>
    Task<IReadOnlyDictionary<string, Guid>> OnAsync(StudyContext context, DateOnly day, IReadOnlyCollection<string> codes, CancellationToken cancel);
}
