namespace Fieldthread.Core.Surveys;

/// <summary>Which post stands for which on a day: a post that others have followed is represented by the one that follows it.</summary>
/// <remarks>
/// A post that follows two or more posts is one respondent, however many of its predecessors a frame still names. Where several posts follow one
/// (a post was divided), none of them stands for it alone, so it stands for itself and the new posts for themselves.
/// </remarks>
public sealed class Succession
{
    private readonly ILookup<string, SurveyPost> followers;

    /// <summary>Learns who follows whom.</summary>
    public Succession(IEnumerable<SurveyPost> posts)
    {
        ArgumentNullException.ThrowIfNull(posts);
        followers = posts.SelectMany(post => post.Follows.Distinct(StringComparer.Ordinal).Select(before => (before, post))).ToLookup(p => p.before, p => p.post, StringComparer.Ordinal);
    }

    /// <summary>The post that stands for a respondent on a day; the respondent itself where none follows it yet, or several do.</summary>
    public string Representative(string respondent, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(respondent);

        // Posts that follow each other in a circle, as a slip of the file may say, must not turn for ever.
        var seen = new HashSet<string>(StringComparer.Ordinal) { respondent };
        var at = respondent;
        while (true)
        {
            var next = followers[at].Where(post => post.BegunBy(day)).Take(2).ToList();
            if (next.Count != 1 || !seen.Add(next[0].Respondent))
            {
                return at;
            }

            at = next[0].Respondent;
        }
    }
}
