using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Surveys;

/// <summary><c>posts.csv</c>: <c>respondent,organisation,from,to,follows</c>.</summary>
internal static class PostSheet
{
    public static List<SurveyPost> Read(SurveyTable table, RemarkList remarks)
    {
        var (respondent, organisation, from, to, follows) = (table.Column("respondent"), table.Column("organisation"), table.Find("from"), table.Find("to"), table.Find("follows"));
        var posts = new List<SurveyPost>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, cells) in table.Rows)
        {
            var code = cells[respondent];
            if (code.Length == 0)
            {
                remarks.Add(RemarkWeight.NotTaken, place, "The post has no code of a respondent and was not taken.");
                continue;
            }

            if (!known.Add(code))
            {
                throw new ReadException(place, $"The post {SurveyReader.Short(code)} stands here twice. Leave one out, or give the later one a code of its own and let it follow the earlier.");
            }

            PartialDate? At(int column, string heading) => column < 0 ? null : SurveyReader.Date(cells[column], place, heading, remarks);
            var before = follows < 0 ? [] : cells[follows].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
            var post = new SurveyPost(code, cells[organisation], At(from, "from"), At(to, "to"), before);
            if (post is { From: { } first, To: { } end } && end.Last < first.First)
            {
                remarks.Add(RemarkWeight.Guessed, place, $"The post {SurveyReader.Short(code)} ends before it begins, so it is there on no day.");
            }

            posts.Add(post);
        }

        foreach (var (post, before) in posts.SelectMany(post => post.Follows.Where(f => !known.Contains(f) || f == post.Respondent).Select(before => (post, before))))
        {
            remarks.Add(RemarkWeight.Guessed, table.Name, $"The post {SurveyReader.Short(post.Respondent)} follows {SurveyReader.Short(before)}, which is {(before == post.Respondent ? "itself" : "no post of this table")}; kept as written.");
        }

        return posts;
    }
}
