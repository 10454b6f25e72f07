namespace Fieldthread.Testing;

/// <summary>Where the project lies on disk, and the reference material beside it where there is any.</summary>
internal static class Project
{
    /// <summary>The project's root: the nearest folder above the tests that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Reference material beside the project, or null where it is absent; a test that needs it then says that it was skipped.</summary>
    public static string? Reference { get; } = Directory.Exists(Path.Combine(Root, "..", "shared", "qda")) ? Path.GetFullPath(Path.Combine(Root, "..", "shared")) : null;

    /// <summary>True under <c>./test --long</c>, which runs the full counts.</summary>
    public static bool Long { get; } = string.Equals(Environment.GetEnvironmentVariable("FIELDTHREAD_LONG"), "1", StringComparison.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fieldthread.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from inside the project's folder, and Fieldthread.slnx was not found above " + AppContext.BaseDirectory);
    }
}

/// <summary>A fact that needs the reference material and is reported as skipped where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceFactAttribute : FactAttribute
{
    /// <param name="program">A program that it needs too, or null.</param>
    public ReferenceFactAttribute(string? program = null)
    {
        if (Project.Reference is null)
        {
            Skip = "needs the reference material in ../shared, which is absent";
        }
        else if (program is not null)
        {
            Skip = Programs.Missing(program);
        }
    }
}

/// <summary>A theory that needs the reference material and is reported as skipped where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    public ReferenceTheoryAttribute()
    {
        if (Project.Reference is null)
        {
            Skip = "needs the reference material in ../shared, which is absent";
        }
    }
}

/// <summary>A fact that needs a program of the system and is reported as skipped where that is absent; <c>./test</c> installs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program) => Skip = Programs.Missing(program);
}

/// <summary>A theory that needs a program of the system and is reported as skipped where that is absent; <c>./test</c> installs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(string program) => Skip = Programs.Missing(program);
}

internal static class Programs
{
    internal static string? Missing(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))) ? null : $"needs the program {program}, which is not installed";
}
