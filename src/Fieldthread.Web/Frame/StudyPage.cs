using Fieldthread.Workbench.Acts;
using Microsoft.AspNetCore.Components;

namespace Fieldthread.Web.Frame;

/// <summary>A page inside a study: asks, then renders.</summary>
public abstract class StudyPage : ComponentBase
{
    /// <summary>Short name of the study, from the address.</summary>
    [Parameter]
    public string Study { get; set; } = "";

    /// <summary>Name of the cut to read, from the address; absent for the study as it is.</summary>
    [SupplyParameterFromQuery(Name = "known")]
    public string? Known { get; set; }

    /// <summary>Who visits.</summary>
    [Inject]
    public Visit Visit { get; set; } = default!;

    /// <summary>The study, once it is found.</summary>
    protected StudyHere? Here { get; private set; }

    /// <inheritdoc/>
    protected sealed override async Task OnInitializedAsync()
    {
        var here = await Visit.StudyAsync(Study, Known);
        Here = here;
        await LoadAsync(here);
    }

    /// <summary>Asks what the page shows.</summary>
    protected virtual Task LoadAsync(StudyHere here) => Task.CompletedTask;

    /// <summary>Asks a question of the study, as it is or as the cut in the address holds it.</summary>
    protected Task<T> Ask<T>(Question<T> question) => Visit.AskAsync(Here!.Id, question, Here.Known);
}
