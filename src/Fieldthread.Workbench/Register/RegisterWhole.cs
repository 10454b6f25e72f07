using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The whole register in an open format: as it stands, as known on a day, or one list alone.</summary>
/// <param name="Format">In which.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
[Question("register-whole", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterWhole(RegisterFormat Format = RegisterFormat.Csv, string? KnownOn = null, string? Vintage = null) : Question<RegisterExport>
{
    /// <inheritdoc/>
    public override async Task<RegisterExport> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var asKnown = new AsKnown(KnownOn, Vintage);
        var standing = await RegisterIndex.OfAsync(asking);
        var data = asKnown.IsNow ? await StandingAsync(asking, standing) : (await VintageIndex.MergedAsync(asking, asKnown)).Register;
        var types = (await asking.Context.All<StatedType>().AsNoTracking().ToListAsync(asking.Cancel)).OrderBy(s => s.TypeName, StringComparer.Ordinal).ThenBy(s => s.Says).ThenBy(s => s.FromDay ?? int.MinValue).ThenBy(s => s.Id).Select(s => new GivenTypeStatement("", s.Given, s.Reason, s.Source)).ToList();
        using var bytes = new MemoryStream();
        if (Format == RegisterFormat.Csv)
        {
            RegisterCsvWriter.Write(data, bytes, types);
        }
        else
        {
            var study = await new AboutStudy().AskAsync(asking);
            RegisterJsonLd.Write(data, standing.Organisations.ToDictionary(o => o.Key, o => o.Id, StringComparer.Ordinal), $"Register of {study.Name}{(asKnown.IsNow ? "" : Vintage is { Length: > 0 } ? $", list “{Vintage.Trim()}”" : $", as known on {KnownOn}")}", bytes, types.ConvertAll(t => t.Statement));
        }

        return new RegisterExport(bytes.ToArray());
    }

    private static async Task<RegisterData> StandingAsync(Asking asking, RegisterIndex register)
    {
        var keys = register.Organisations.ToDictionary(o => o.Id, o => o.Key);
        var relations = await asking.Context.All<Relation>().ToListAsync(asking.Cancel);
        return new RegisterData(
            [.. register.Organisations.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => new GivenOrganisation(o.Key, o.Type, When(o)))],
            [.. register.Organisations.OrderBy(o => o.Key, StringComparer.Ordinal).SelectMany(o => register.NamesOf(o.Id).Select(n => new GivenName(o.Key, n.Name, When(n))))],
            [.. register.Organisations.OrderBy(o => o.Key, StringComparer.Ordinal).SelectMany(o => register.CodesOf(o.Id).Select(c => new GivenCode(o.Key, c.Scheme, c.Code, When(c))))],
            [.. relations.Select(r => new GivenRelation(keys[r.SubjectId], r.Kind, keys[r.ObjectId], When(r))).OrderBy(r => r.Subject, StringComparer.Ordinal).ThenBy(r => r.When.From).ThenBy(r => r.Object, StringComparer.Ordinal).ThenBy(r => r.Kind, StringComparer.Ordinal)],
            [.. register.Events.Select(e => new GivenEvent(e.Key, PartialDate.Parse(e.Date), e.Kind, [.. register.Parts[e.Id].Select(p => new GivenPart(keys[p.OrganisationId], p.Role, p.Note) { Details = register.Told(p) })]) { Details = register.Told(e) })], [])
        {
            Reforms = [.. register.Reforms.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Given)],
            Facts = [.. register.Further.Select(f => f.Given(id => keys[id])).OrderBy(f => f.Organisation, StringComparer.Ordinal).ThenBy(f => f.Thing).ThenBy(f => f.About, StringComparer.Ordinal).ThenBy(f => f.Track).ThenBy(f => f.When.From).ThenBy(f => f.Value, StringComparer.Ordinal)],
            Terms = [.. register.Terms.Select(t => t.Given(id => keys[id])).OrderBy(t => t.Subject, StringComparer.Ordinal).ThenBy(t => t.Kind, StringComparer.Ordinal).ThenBy(t => t.Object, StringComparer.Ordinal).ThenBy(t => t.When.From).ThenBy(t => t.Terms.InWords, StringComparer.Ordinal)],
        };
    }

    private static WrittenPeriod When(IDated fact) => new(fact.FromDate is { } from ? PartialDate.Parse(from) : null, fact.LastDate is { } last ? PartialDate.Parse(last) : null);
}

/// <summary>Formats in which a register goes out.</summary>
public enum RegisterFormat
{
    /// <summary>A zip of the documented tables.</summary>
    Csv,

    /// <summary>JSON-LD in the vocabularies of the W3C.</summary>
    JsonLd,
}

/// <summary>A register in an open format.</summary>
/// <param name="Bytes">The file.</param>
public sealed record RegisterExport(byte[] Bytes);
