using Fieldthread.Web.Api;
using Fieldthread.Web.Hosting;
using Fieldthread.Workbench.Acts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fieldthread.Web.Frame;

/// <summary>Where a refusal happened and what was written there, so that its page keeps the way back and nothing has to be written again.</summary>
/// <param name="Here">The study; null where there is none, or the reader may not see it.</param>
/// <param name="Page">Address of the page that asked; empty where not known.</param>
/// <param name="Back">Where the reader came from; null where not known.</param>
/// <param name="Next">What helps, and where it is; null where going back is all.</param>
/// <param name="Action">Where what was written may be sent again; null where sending it again cannot help.</param>
/// <param name="Asks">True where something was asked for, false where something was to be done.</param>
/// <param name="Typed">What a person typed, by field.</param>
/// <param name="Carried">What goes with it.</param>
public sealed record RefusalPlace(StudyHere? Here, string Page, string? Back, (string Label, string Address)? Next, string? Action, bool Asks, IReadOnlyList<(string Name, string Value)> Typed, IReadOnlyList<(string Name, string Value)> Carried)
{
    /// <summary>Nothing is known of it.</summary>
    public static RefusalPlace Nowhere { get; } = new(null, "", null, null, null, false, [], []);

    /// <summary>Refusals that the same words meet again.</summary>
    private static readonly HashSet<string> Final = new(StringComparer.Ordinal) { "changed-meanwhile", "not-allowed", "in-use", "changed-since", "cannot-be-undone", "would-break", "last-lead", "does-not-hold", "needs-second-person", "unknown-cut" };

    /// <summary>Pages whose forms with files post elsewhere, by the end of that address.</summary>
    private static readonly (string Posted, string Page)[] Uploads = [("/files", "import"), ("/codes/import", "codes/bring-in"), ("/tracker", "import/tracker"), ("/classification/import", "classification/bring-in"), ("/frameworks/import", "frameworks"), ("/appointments/import", "appointments"), ("/table", "import/table"), ("/recruitment/import", "recruitment"), ("/transcription/import", "transcription"), ("/register/import", "register/bring-in"), ("/surveys/import", "surveys"), ("/register/structure/import", "register/structure"), ("/register/types/import", "register/types")];

    /// <summary>A form of a page was refused.</summary>
    internal static async Task<RefusalPlace> OfFormAsync(HttpContext http, Described act, Refusal refusal, IFormCollection form)
    {
        var path = http.Request.Path.ToString();
        var here = await StudyAsync(http, path, null);
        var (report, cut) = (Uri.EscapeDataString(form["report"].ToString()), Uri.EscapeDataString(form["cut"].ToString()));
        (string, string)? next = (act.Name, refusal.Code) switch
        {
            _ when here is null => null,
            ("publish-report", "unknown-cut") => ("Data cuts", here.Url("cuts")),
            ("publish-report", _) => ("Open the report’s check", here.Url($"reports/{report}?cut={cut}")),
            ("edit-report", "changed-meanwhile") => ("Open the report as it is now", here.Url("reports/" + report)),
            ("undo-act", _) => ("Open the log", here.Url("log")),
            _ => null,
        };
        var fields = form.Where(f => f.Key != FormTokens.Field).SelectMany(f => f.Value.Select(v => (f.Key, Value: v ?? ""))).ToList();
        bool Typed((string Key, string Value) f) => FieldWords.IsTyped(act.Type, f.Key) || (refusal.Code == "bad-field" && !FieldWords.IsName(f.Key) && !Guid.TryParse(f.Value, out _));
        var back = form["return"].ToString();
        back = act.Name == "publish-report" && here is not null ? here.Url("reports/" + report) : back;
        back = back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal) ? back : null;
        return new(here, back ?? path, back == next?.Item2 ? null : back, next, Final.Contains(refusal.Code) || act.Name == "publish-report" ? null : path, false, [.. fields.Where(Typed)], [.. fields.Where(f => !Typed(f))]);
    }

    /// <summary>A page, a file or a form with files was refused.</summary>
    /// <param name="http">The request for the page that says so.</param>
    /// <param name="path">The address that refused.</param>
    /// <param name="query">Its query.</param>
    /// <param name="asked">True where it was only asked for.</param>
    internal static async Task<RefusalPlace> OfPageAsync(HttpContext http, string path, IQueryCollection query, bool asked)
    {
        var here = await StudyAsync(http, path, query["known"].ToString() is { Length: > 0 } known && known != "now" ? known : null);
        if (here is null)
        {
            return Nowhere;
        }

        var upload = asked ? default : Uploads.FirstOrDefault(u => path.EndsWith(u.Posted, StringComparison.Ordinal));
        var fields = asked ? query.SelectMany(f => f.Value.Select(v => (f.Key, Value: v ?? ""))).ToList() : [];
        var typed = fields.Where(f => !FieldWords.IsName(f.Key)).ToList();
        var back = upload.Page is { } page ? here.Url(page) : asked && fields.Count > 0 ? path : Came(http) ?? here.Url();
        return new(here, upload.Page is { } from ? here.Url(from) : path, back, null, typed.Count > 0 ? path : null, asked, typed, [.. fields.Where(f => FieldWords.IsName(f.Key))]);
    }

    private static async Task<StudyHere?> StudyAsync(HttpContext http, string path, string? known)
    {
        if (http.SignedIn() is not { } actor || path.Split('/') is not ["", "studies", { Length: > 0 } slug, ..])
        {
            return null;
        }

        foreach (var moment in new[] { known, null }.Distinct())
        {
            try
            {
                return await StudyHere.OfAsync(http.RequestServices.GetRequiredService<Workshop>(), actor, slug, moment, http.RequestAborted);
            }
            catch (RefusedException)
            {
                // A moment that there is not: the study is shown as it is now. A study that is not theirs: nothing of it is shown.
            }
        }

        return null;
    }

    /// <summary>The page of ours that led here.</summary>
    private static string? Came(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.Authority == http.Request.Host.Value && from.AbsolutePath.StartsWith("/studies/", StringComparison.Ordinal) ? from.PathAndQuery : null;
}
