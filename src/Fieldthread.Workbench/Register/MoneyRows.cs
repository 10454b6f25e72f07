using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>A file of amounts that was brought in.</summary>
[Table("money_imports", "import of amounts")]
public sealed class MoneyImport : Evidence
{
    /// <summary>Name of the file.</summary>
    public string FileName { get; set; } = "";

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>How many amounts the file has.</summary>
    public int Lines { get; set; }

    /// <summary>How many of them the study did not have.</summary>
    public int Fresh { get; set; }

    /// <summary>Remarks as JSON.</summary>
    public string Remarks { get; set; } = "[]";
}

/// <summary>A source’s word about an amount of money, or of staff, of an organisation in a period. Never changed once written: another word of the same source, known later, stands beside it.</summary>
[Table("money_amounts", "amount")]
public sealed class MoneyAmount : Evidence
{
    /// <summary>Which import.</summary>
    [RefersTo(typeof(MoneyImport))]
    public Guid ImportId { get; set; }

    /// <summary>Whose.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid OrganisationId { get; set; }

    /// <summary>The code or key by which the file names the organisation.</summary>
    public string GivenAs { get; set; } = "";

    /// <summary>Of what, in words of the study.</summary>
    public string What { get; set; } = "";

    /// <summary>The amount, in ten-thousandths of the unit.</summary>
    public long Amount { get; set; }

    /// <summary>A currency by its three letters, or <c>fte</c>.</summary>
    public string Unit { get; set; } = "";

    /// <summary>How long the period is.</summary>
    public PeriodSpan Span { get; set; }

    /// <summary>First day of the period, as a day number of the common era.</summary>
    public int FirstDay { get; set; }

    /// <summary>What it was.</summary>
    public AmountKind Kind { get; set; }

    /// <summary>True where the source says “about”.</summary>
    public bool Approximate { get; set; }

    /// <summary>Who says so.</summary>
    public string Source { get; set; } = "";

    /// <summary>Partial date on which the source said it; where the file does not say, that of the import.</summary>
    public string Known { get; set; } = "";

    /// <summary>Last day of that, as a day number of the common era.</summary>
    public int KnownDay { get; set; }

    /// <summary>A note; may be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>Its place among the amounts of the import, from 1.</summary>
    public int Line { get; set; }

    internal AmountAbout About => new(OrganisationId, What, Unit, new IndicatorPeriod(Span, DateOnly.FromDayNumber(FirstDay)), Kind);
}

/// <summary>An index of prices, as one edition gives it. Of several of a name, the one known last stands.</summary>
[Table("deflators", "index of prices")]
public sealed class Deflator : Evidence
{
    /// <summary>Its name: <c>gdp</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Name of the file.</summary>
    public string FileName { get; set; } = "";

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Partial date on which it was published.</summary>
    public string Known { get; set; } = "";

    /// <summary>Last day of that, as a day number of the common era.</summary>
    public int KnownDay { get; set; }

    /// <summary>Periods with their indices as JSON, in order.</summary>
    public string Indices { get; set; } = "[]";

    /// <summary>Remarks as JSON.</summary>
    public string Remarks { get; set; } = "[]";
}
