using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Testing;

/// <summary>Checks a property with a fixed seed, which a failure prints; more often under the long run.</summary>
internal static class Properties
{
    internal static void Hold<T>(Gen<T> values, Action<T> check, int count = 300, ulong seed = 2013)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(Project.Long ? count * 30 : count).WithReplay(seed, 7);
        FsCheck.Check.One(config, Prop.ForAll(Arb.From(values), check));
    }

    /// <summary>Texts like those of the field and like nobody's: words, labels, line ends, emoji, marks, odd white space.</summary>
    internal static Gen<string> Texts { get; } =
        Gen.Elements(
            "a", "word", "INT:", "GP03: yes.", "Q: why?", "\n", "\n", "\n\n", "\r\n", "\r", " ", " ", "\t", ". ", "? ", "Dr. Smith", "…", "🙂", "é", "naïve", "don’t", "well-known", "“quoted”",
            "£60bn", "\u00A0", "\u2028", "[00:18:02] Chair: ", "10:15", "Speaker 1  0:03\n", "e.g. ", "NHS", "-", "\"", "(", ")", "*", "OR", " / ", "\\", "/", "한국어", "中文。", "\uFEFF", "ß", "Ærø")
            .ListOf().Select(parts => string.Concat(parts));
}
