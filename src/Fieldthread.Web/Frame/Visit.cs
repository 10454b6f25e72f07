using Fieldthread.Core.Studies;
using Fieldthread.Web.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Http;

namespace Fieldthread.Web.Frame;

/// <summary>One request of one person: who they are, and the study they are in.</summary>
public sealed class Visit(IHttpContextAccessor http, Workshop workshop, CurrentActor current)
{
    /// <summary>The request.</summary>
    public HttpContext Http => http.HttpContext!;

    /// <summary>Who visits.</summary>
    public Actor Actor => current.Actor;

    /// <summary>Where the visit is to be read again after an act: the address of this page.</summary>
    public string Address => Http.Request.Path + Http.Request.QueryString;

    /// <summary>The study of that short name.</summary>
    public Task<StudyHere> StudyAsync(string slug, string? known) => StudyHere.OfAsync(workshop, Actor, slug, known, Http.RequestAborted);

    /// <summary>Asks a question of a study, as it is or as a cut holds it.</summary>
    public Task<T> AskAsync<T>(int study, Question<T> question, string? known = null) =>
        workshop.AskAsync(study, question, Actor, string.IsNullOrEmpty(known) ? null : known, Http.RequestAborted);
}

/// <summary>The study that a page is about.</summary>
/// <param name="Id">Local number.</param>
/// <param name="Slug">Short name in addresses.</param>
/// <param name="Known">Name of the cut that is read; null for the study as it is.</param>
/// <param name="About">What the study says of itself, and what the visitor is in it.</param>
public sealed record StudyHere(int Id, string Slug, string? Known, StudyAbout About)
{
    /// <summary>Address of a page of the study.</summary>
    public string Url(string page = "") => "/studies/" + Slug + (page.Length > 0 ? "/" + (page.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? page[..at] + Keep(page[..at]) + page[at..] : page + Keep(page)) : Keep(page));

    /// <summary>Address to which an act is posted.</summary>
    public string Act(string name) => $"/studies/{Slug}/acts/{name}";

    /// <summary>True where the visitor may, and the page is not of the past.</summary>
    public bool May(Permission permission) => Known is null && (About.MyRole is { } role ? role.May(permission) : About.Steward);

    internal static async Task<StudyHere> OfAsync(Workshop workshop, Actor actor, string slug, string? known, CancellationToken cancel)
    {
        var id = await StudyDirectory.FindAsync(workshop.Database, slug, cancel) ?? throw new RefusedException(new Refusal("unknown", $"There is no study “{slug}” here.", "Look in the list of studies."));
        var cut = string.IsNullOrEmpty(known) || known == "now" ? null : known;
        return new StudyHere(id, slug, cut, await workshop.AskAsync(id, new AboutStudy(), actor, cut, cancel));
    }

    private string Keep(string page) => Known is null ? "" : (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "known=" + Uri.EscapeDataString(Known);
}
