using System.Reflection;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>Finds what stands on a row, of whatever room, by the declared references.</summary>
internal static class StandsOn
{
    /// <summary>What the first such row is called, as “encounter”; null where nothing stands on it.</summary>
    public static async Task<string?> FirstAsync(Acting acting, Type target, Guid id)
    {
        foreach (var type in Naming.EvidenceTypes)
        {
            foreach (var property in Naming.Properties(type).Where(p => p.GetCustomAttribute<RefersToAttribute>()?.Target == target))
            {
                var found = await acting.Context.ReadAsync(
                    $"SELECT 1 FROM {Naming.TableOf(type)} WHERE study_id = @study AND \"{Naming.Column(property.Name)}\" = @id LIMIT 1", row => row.GetInt32(0), acting.Cancel, ("study", acting.Context.Study), ("id", id));
                if (found.Count > 0)
                {
                    return Naming.CalledInWords(type);
                }
            }
        }

        return null;
    }
}
