using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Fieldthread.Web.Frame;
using Microsoft.AspNetCore.Components;

namespace Fieldthread.Bench;

/// <summary>Finds one address of every kind of page that the program has, by following the links of a study. What no link leads to is told.</summary>
internal static partial class PageKinds
{
    private const int MostVisited = 400;
    private const int MostOfAKind = 3;

    /// <summary>Addresses to measure: those given, and one of each other kind.</summary>
    /// <param name="client">A browser that is signed in.</param>
    /// <param name="given">Addresses that are measured in any case; the first links are followed from them.</param>
    /// <param name="study">Address of the study; links that lead out of it are followed to public pages only.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<(IReadOnlyList<string> Pages, IReadOnlyList<string> NotFound)> FindAsync(HttpClient client, IReadOnlyList<string> given, string study, CancellationToken cancel)
    {
        var templates = typeof(Shell).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>().Select(r => r.Template))
            .Where(t => !t.Contains("{*", StringComparison.Ordinal)).OrderByDescending(t => t.Split('/').Count(s => !s.StartsWith('{'))).ThenBy(t => t, StringComparer.Ordinal).ToList();
        string? Kind(string address) => templates.Find(t => Matches(t, address.Split('?', '#')[0]));
        var pages = given.ToList();
        var found = given.Select(Kind).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var (open, seen, queued) = (new Queue<string>(given), given.ToHashSet(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var visited = 0; visited < MostVisited && open.TryDequeue(out var at); visited++)
        {
            using var answer = await client.GetAsync(new Uri(at, UriKind.Relative), cancel);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            if (Kind(at) is { } kind && found.Add(kind))
            {
                pages.Add(at);
            }

            foreach (var link in Links().Matches(await answer.Content.ReadAsStringAsync(cancel)).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value).Split('#')[0]))
            {
                // Of each kind a few: a log of thousands of acts is not walked through, and the first may be refused.
                if (Kind(link) is { } of && (link.StartsWith(study, StringComparison.Ordinal) || link.StartsWith("/p/", StringComparison.Ordinal) || !link.StartsWith("/studies/", StringComparison.Ordinal))
                    && queued.GetValueOrDefault(of) < MostOfAKind && seen.Add(link))
                {
                    queued[of] = queued.GetValueOrDefault(of) + 1;
                    open.Enqueue(link);
                }
            }
        }

        return (pages, [.. templates.Where(t => !found.Contains(t))]);
    }

    private static bool Matches(string template, string path)
    {
        var (wanted, has) = (template.Trim('/').Split('/'), path.Trim('/').Split('/'));
        return wanted.Length == has.Length && wanted.Zip(has).All(p => p.First.StartsWith('{') ? p.Second.Length > 0 && (!p.First.Contains(":guid", StringComparison.Ordinal) || Guid.TryParse(p.Second, out _)) : p.First == p.Second);
    }

    [GeneratedRegex("href=\"(/[^\"/][^\"]*)\"")]
    private static partial Regex Links();
}
