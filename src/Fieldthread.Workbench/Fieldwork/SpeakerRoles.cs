using System.Text.RegularExpressions;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Labels under which transcripts put the team's own turns.</summary>
internal static partial class SpeakerRoles
{
    public static bool IsTeam(string? label) => label is not null && Team.IsMatch(label.Trim());

    [GeneratedRegex(@"\A(?:INT|IV|Q|I|interviewer|moderator|facilitator|researcher)(?:[ #]*[0-9]{1,4})?\z", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Team { get; }
}
