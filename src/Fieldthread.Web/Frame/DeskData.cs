namespace Fieldthread.Web.Frame;

/// <summary>A room to the right of Fieldwork hands the coding desk something of its own, as the claims that words can be added to, without the desk knowing the room.</summary>
public interface IDeskData
{
    /// <summary>Name under which the desk’s island finds it.</summary>
    string Name { get; }

    /// <summary>What is handed over, ready for JSON.</summary>
    /// <param name="visit">Who visits.</param>
    /// <param name="here">The study.</param>
    Task<object> GetAsync(Visit visit, StudyHere here);
}
