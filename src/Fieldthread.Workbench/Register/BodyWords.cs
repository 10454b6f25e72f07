using Fieldthread.Core.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>Words of bodies and posts.</summary>
public static class BodyWords
{
    /// <summary>Whether a post has a vote, as files say it.</summary>
    public static string Of(Voting voting) => voting switch { Voting.Yes => "yes", Voting.No => "no", _ => "not said" };
}
