using Fieldthread.Core.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork.Pseudonyms;

/// <summary>What stands in the texts in the place of somebody’s or something’s name. The name itself is in the sealed store, never in the database.</summary>
[Table("pseudonyms", "pseudonym")]
public sealed class Pseudonym : Evidence
{
    /// <summary>What is put in: “GP03”, “[a town]”.</summary>
    public string Replacement { get; set; } = "";

    /// <summary>What the words name.</summary>
    public NamedKind Kind { get; set; }

    /// <summary>Under which id the words lie in the sealed store. Other words get another, so that an undo finds the former ones.</summary>
    public Guid WordsId { get; set; }
}
