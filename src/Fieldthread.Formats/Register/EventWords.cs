using Fieldthread.Core.Register;

namespace Fieldthread.Formats.Register;

/// <summary>Parts of events in words.</summary>
internal static class EventWords
{
    /// <summary>What is told of a part in one line: “attitude: opposed, then willing; share: 2 practices”.</summary>
    public static string Of(PartDetails details)
    {
        var said = new List<string>();
        if (details.AttitudeBefore.Length > 0 || details.AttitudeAfter.Length > 0)
        {
            said.Add("attitude: " + string.Join(", then ", new[] { details.AttitudeBefore, details.AttitudeAfter }.Where(a => a.Length > 0)));
        }

        if (details.Share is { } share)
        {
            said.Add($"share: {share} {details.Basis}".TrimEnd());
        }

        return string.Join("; ", said);
    }
}
