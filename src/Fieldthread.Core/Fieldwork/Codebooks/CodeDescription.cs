namespace Fieldthread.Core.Fieldwork.Codebooks;

/// <summary>What a codebook says of a code, in one text with labels: exchange files have room for one description and no more.</summary>
/// <param name="Definition">What the code means.</param>
/// <param name="IncludeWhen">When it is to be used.</param>
/// <param name="ExcludeWhen">When it is not.</param>
/// <param name="Example">An example in words.</param>
/// <param name="Standing">Where the code stands.</param>
/// <param name="Instead">Path of the code that took its place, for a retired one; empty for none.</param>
public sealed record CodeDescription(string Definition, string IncludeWhen = "", string ExcludeWhen = "", string Example = "", CodeStanding Standing = CodeStanding.InUse, string Instead = "")
{
    private const string Gap = "\n\n";
    private static readonly string[] Labels = ["Include when: ", "Exclude when: ", "Example: ", "Status: "];

    /// <summary>Writes it: the definition, then a paragraph for each of the others that says something, in the order of this record. Empty where nothing is said.</summary>
    public string Write()
    {
        var status = Standing switch
        {
            CodeStanding.Draft => "draft",
            CodeStanding.Retired => Instead.Length > 0 ? "retired; instead " + Instead : "retired",
            _ => "",
        };
        var said = new[] { IncludeWhen, ExcludeWhen, Example, status };
        return string.Join(Gap, said.Zip(Labels, (words, label) => words.Length > 0 ? label + words : "").Prepend(Definition).Where(part => part.Length > 0));
    }

    /// <summary>Reads a description back. Only a text that <see cref="Write"/> would write just so is taken apart; any other is a definition whole, so that nothing of somebody else’s description is lost or moved.</summary>
    /// <param name="text">The description.</param>
    public static CodeDescription Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new string[Labels.Length + 1];
        var rest = text;
        for (var i = Labels.Length - 1; i >= 0; i--)
        {
            var at = rest.StartsWith(Labels[i], StringComparison.Ordinal) ? 0 : rest.LastIndexOf(Gap + Labels[i], StringComparison.Ordinal);
            parts[i + 1] = at < 0 ? "" : rest[(at + (at == 0 && rest.StartsWith(Labels[i], StringComparison.Ordinal) ? 0 : Gap.Length) + Labels[i].Length)..];
            rest = at < 0 ? rest : rest[..at];
        }

        const string With = "retired; instead ";
        var read = new CodeDescription(
            rest, parts[1], parts[2], parts[3],
            parts[4] == "draft" ? CodeStanding.Draft : parts[4] == "retired" || parts[4].StartsWith(With, StringComparison.Ordinal) ? CodeStanding.Retired : CodeStanding.InUse,
            parts[4].StartsWith(With, StringComparison.Ordinal) ? parts[4][With.Length..] : "");
        return read.Write() == text ? read : new CodeDescription(text);
    }
}
