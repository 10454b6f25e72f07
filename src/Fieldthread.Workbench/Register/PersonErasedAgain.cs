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
        await using (var context = workshop.Database.Live(new View(study)))
        {
            person = await context.Set<RegisterPerson>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == entry.Id, cancel);
        }

        if (person is null || person.Name is null or "" or Erasure.Withdrawn)
        {
            return 0;
        }

        await workshop.DoAsync(study, new ErasePerson(person.Key), Actor.Program, cancel: cancel);
        return 1;
    }
}
