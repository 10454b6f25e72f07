using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>A room to the right says which of its rows a cut can be narrowed to, so that Studies need not know the room.</summary>
public interface ICutNames
{
    /// <summary>What such a row is called: “site”.</summary>
    string CalledInWords { get; }

    /// <summary>Ids by name. Two rows of one name give both ids.</summary>
    Task<ILookup<string, Guid>> ByNameAsync(StudyContext context, CancellationToken cancel);
}

/// <summary>A room to the right says what a cut held that is withheld since.</summary>
public interface IWithheldOfCut
{
    /// <summary>A sentence or two, without words of anybody; null where nothing is withheld.</summary>
    /// <param name="cut">The study through the cut’s view.</param>
    /// <param name="services">The database and the clock.</param>
    /// <param name="cancel">Stops it.</param>
    Task<string?> SayAsync(StudyContext cut, Acts.ActServices services, CancellationToken cancel);
}

/// <summary>A room to the right prints the values of every statistic when a cut is frozen.</summary>
public interface ICutPrinter
{
    /// <summary>The printed values as JSON, read through the cut's own filter.</summary>
    /// <param name="context">The study as it is frozen, narrowed as the cut is.</param>
    /// <param name="cancel">Stops it.</param>
    Task<string> PrintAsync(StudyContext context, CancellationToken cancel);
}

/// <summary>Finds what rooms contribute leftward: every class of the workbench that keeps a contract and needs nothing to be made.</summary>
public static class Contributions
{
    /// <summary>One of each class that keeps the contract, by name of class.</summary>
    public static IReadOnlyList<T> To<T>()
        where T : class => Kept<T>.All;

    private static class Kept<T>
    {
        public static readonly IReadOnlyList<T> All = typeof(Contributions).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(T).IsAssignableFrom(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!)
            .ToArray();
    }
}
