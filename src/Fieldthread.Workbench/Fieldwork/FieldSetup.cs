using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Sites, as the last step of setting a study up.</summary>
internal sealed class FieldSteps : ISetupSteps
{
    public async Task<IReadOnlyList<SetupStep>> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var sites = await context.All<Site>().CountAsync(cancel);
        return [new(50, "Sites", sites > 0, sites == 0 ? "Enter the organisations under study, each under a pseudonym." : sites == 1 ? "One site." : $"{sites} sites.", "sites")];
    }
}

/// <summary>The starter codebook of a template.</summary>
internal sealed class TemplateCodebook : ITemplatePart
{
    public Task FillAsync(Acting acting, TemplateContents contents)
    {
        Add(acting, contents.Codes, null);
        return Task.CompletedTask;
    }

    private static void Add(Acting acting, IReadOnlyList<TemplateCode> codes, Guid? parent)
    {
        foreach (var (code, at) in codes.Select((c, i) => (c, i + 1)))
        {
            var row = acting.Add(new Code { Name = code.Name, ParentId = parent, Definition = code.Definition, IsCodable = code.Below.Count == 0, Ordinal = at });
            Add(acting, code.Below, row.Id);
        }
    }
}
