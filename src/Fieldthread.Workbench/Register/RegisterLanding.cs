using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns a read register into rows. It is kept as a list of its own, and what it changes in what all lists together say is changed in the register; the former stays in history.</summary>
internal sealed class RegisterLanding(Acting acting, RegisterReadIn read)
{
    private readonly RemarkList remarks = new(ReadLimits.Default.Remarks);

    public async Task<RegisterImported> LandAsync(string files, RegisterLayout layout)
    {
        var plan = await RegisterPlan.OfAsync(acting.Context, read, acting.Now, acting.Cancel);
        var landing = new DiffLanding(acting, remarks);
        var landed = await landing.LandAsync(plan.Diff);
        if (plan.Met.Count > 0)
        {
            remarks.Add(RemarkWeight.Note, "register", $"{plan.Met.Count:N0} of the organisations stood in the register already and were met again; what was the same was not repeated, and {landing.Changed:N0} values changed.");
        }

        foreach (var trouble in plan.Troubles)
        {
            remarks.Add(RemarkWeight.Guessed, trouble.Organisation, ConflictWords.Of(trouble));
        }

        IReadOnlyList<Remark> all = [.. plan.Data.Remarks, .. remarks.ToList()];
        var import = acting.Add(new RegisterImport { FileName = files, Layout = layout, Remarks = Json.Write(all) });
        if (plan.IsNew)
        {
            var vintage = acting.Add(new RegisterVintage
            {
                ImportId = import.Id, PreviousId = plan.Kept.Count > 0 ? plan.Kept[^1].Row.Id : null, Source = read.Source, KnownDate = plan.Known.ToString(), KnownDay = plan.List.Known, Whole = read.Whole, Mapping = read.Mapping, Content = plan.Content,
            });
            foreach (var correction in await acting.Context.Set<RegisterCorrection>().AsTracking().ToListAsync(acting.Cancel))
            {
                correction.ListId = vintage.Id;
            }
        }

        return new RegisterImported(import.Id, landed.Organisations, landed.Names, landed.Codes, landed.Relations, landed.Events, plan.Met.Count, landing.Changed, all.Count(r => r.Weight != RemarkWeight.Note), plan.IsNew ? $"{read.Source} {plan.Known}" : null, landed.Further);
    }
}
