using Fieldthread.Testing;

namespace Fieldthread.Charts.Tests;

/// <summary>Drawings kept in files; written anew with FIELDTHREAD_EXPECT=write, and then the difference is read.</summary>
internal static class Expected
{
    public static void Same(string name, string drawn)
    {
        var file = Path.Combine(Project.Root, "tests", "Fieldthread.Charts.Tests", "Expected", name);
        if (Environment.GetEnvironmentVariable("FIELDTHREAD_EXPECT") is "write")
        {
            File.WriteAllText(file, drawn);
        }

        Assert.Equal(File.ReadAllText(file), drawn);
    }
}
