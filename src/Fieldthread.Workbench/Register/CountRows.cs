using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>A file of published counts that was brought in.</summary>
[Table("count_imports", "import of published counts")]
public sealed class CountImport : Evidence
{
    /// <summary>Name of the file.</summary>
    public string FileName { get; set; } = "";

    /// <summary>How many counts the file has.</summary>
    public int Counts { get; set; }

    /// <summary>How many of them the study did not have.</summary>
    public int Fresh { get; set; }

    /// <summary>Remarks as JSON.</summary>
    public string Remarks { get; set; } = "[]";
}

/// <summary>How many organisations a source printed. Never changed once written: a source that says otherwise later is another count.</summary>
[Table("published_counts", "published count")]
public sealed class CountRow : Evidence
{
    /// <summary>The import that brought it first.</summary>
    [RefersTo(typeof(CountImport))]
    public Guid ImportId { get; set; }

    /// <summary>File and line.</summary>
    public string Place { get; set; } = "";

    /// <summary>What is counted.</summary>
    public string Topic { get; set; } = "";

    /// <summary>Partial date of which it speaks.</summary>
    public string Date { get; set; } = "";

    /// <summary>Of which group of organisations; empty for all.</summary>
    public string RowName { get; set; } = "";

    /// <summary>Which of them; empty for all.</summary>
    public string Category { get; set; } = "";

    /// <summary>Of which category it is a part; empty for all.</summary>
    public string Within { get; set; } = "";

    /// <summary>How many.</summary>
    public long Count { get; set; }

    /// <summary>The percentage, as it was printed; null where there is none.</summary>
    public string? Percent { get; set; }

    /// <summary>Who says so.</summary>
    public string Source { get; set; } = "";

    /// <summary>Partial date on which it was said; null where that is not known.</summary>
    public string? Known { get; set; }

    /// <summary>Type of organisation in the register that is counted; empty where none is meant.</summary>
    public string Type { get; set; } = "";

    /// <summary>The words in which it was said.</summary>
    public string Words { get; set; } = "";

    /// <summary>The count that the row keeps.</summary>
    internal PublishedCount Read() => new(
        Place, Topic, PartialDate.Parse(Date), RowName, Category, Within, Count,
        Percent is { } p && decimal.Parse(p, CultureInfo.InvariantCulture) is var percent ? new PrintedShare(percent, percent.Scale) : null, Source, Known is { } known ? PartialDate.Parse(known) : null, Type, Words);

    /// <summary>The row that keeps a count.</summary>
    internal static CountRow Of(PublishedCount count, Guid import) => new()
    {
        ImportId = import, Place = count.Place, Topic = count.Topic, Date = count.Date.ToString(), RowName = count.Row, Category = count.Category, Within = count.Within, Count = count.Count,
        Percent = count.Share?.Percent.ToString(CultureInfo.InvariantCulture), Source = count.Source, Known = count.Known?.ToString(), Type = count.Type, Words = count.Words,
    };
}
