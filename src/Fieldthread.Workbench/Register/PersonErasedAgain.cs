using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Names of persons of the register that are erased again after a restore.</summary>
internal sealed class PersonErasedAgain : IErasureAgain
{
    public string Kind => "person";

    public async Task<int> AgainAsync(Workshop workshop, int study, ErasureEntry entry, CancellationToken cancel)
    {
        RegisterPerson? person;
        bool named;
        await using (var context = workshop.Database.Live(new View(study)))
        {
            person = await context.Set<RegisterPerson>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == entry.Id, cancel);
            // A name that was taken off the list is still in history.
            var table = Naming.TableOf(typeof(RegisterPerson));
            named = (await context.ReadAsync($"SELECT name FROM {table} WHERE study_id = @study AND id = @id UNION ALL SELECT name FROM {table}_history WHERE study_id = @study AND id = @id", row => row.GetString(0), cancel, ("study", study), ("id", entry.Id)))
                .Exists(name => name.Length > 0 && name != Erasure.Withdrawn);
        }

        if (person is null || !named)
        {
            return 0;
        }

        await workshop.DoAsync(study, new ErasePerson(person.Key), Actor.Program, cancel: cancel);
        return 1;
    }
}
