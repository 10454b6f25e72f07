using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Classifying;

/// <summary>Sets, changes and takes away values inside an act.</summary>
internal sealed class ValuesSet(Acting acting, AttributesOf there, IReadOnlyDictionary<Guid, Participant> added)
{
    private readonly ILookup<(Guid, string), ValueOf> values = there.Values.Where(v => v.Row != Guid.Empty).ToLookup(v => (v.Thing, v.Name));
    private readonly Dictionary<string, ValueOf> example = there.Values.Where(v => v.Row != Guid.Empty).GroupBy(v => v.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>Sets one value; null takes it away.</summary>
    public async Task SetAsync(Guid thing, string name, string? value, QdaValueKind kind)
    {
        if (there.Of == Classified.Participants && name is AttributesOf.Role or AttributesOf.Site)
        {
            var person = added.GetValueOrDefault(thing) ?? await acting.FindAsync<Participant>(thing);
            if (name == AttributesOf.Role)
            {
                person.Role = value ?? "";
            }
            else
            {
                person.SiteId = value is null ? null : (await acting.Context.Set<Site>().Where(s => s.Name == value).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(acting.Cancel));
            }

            return;
        }

        var standing = values[(thing, name)].FirstOrDefault();
        if (value is null)
        {
            if (standing is not null)
            {
                acting.Remove(await RowAsync(standing.Row));
            }
        }
        else if (standing is not null)
        {
            Put(await RowAsync(standing.Row), kind, value);
        }
        else
        {
            Add(thing, name, kind, value);
        }
    }

    /// <summary>Writes the kind of an attribute anew on all its values.</summary>
    public async Task RetypeAsync(string name, QdaValueKind kind)
    {
        foreach (var value in there.Values.Where(v => v.Name == name && v.Row != Guid.Empty && v.Kind != kind.ToString()))
        {
            Put(await RowAsync(value.Row), kind, null);
        }
    }

    private async Task<Evidence> RowAsync(Guid row) => there.Of switch
    {
        Classified.Sites => await acting.FindAsync<SiteAttribute>(row),
        Classified.Sources => await acting.FindAsync<SourceValue>(row),
        _ => await acting.FindAsync<ParticipantAttribute>(row),
    };

    private static void Put(Evidence row, QdaValueKind kind, string? value)
    {
        switch (row)
        {
            case SiteAttribute site:
                (site.Kind, site.Value) = (kind.ToString(), value ?? site.Value);
                break;
            case SourceValue source:
                (source.Kind, source.Value) = (kind.ToString(), value ?? source.Value);
                break;
            case ParticipantAttribute person:
                (person.Kind, person.Value) = (kind.ToString(), value ?? person.Value);
                break;
        }
    }

    private void Add(Guid thing, string name, QdaValueKind kind, string value)
    {
        // A value of an attribute that came with a project goes out again as one of the same variable.
        var foreign = example.GetValueOrDefault(name)?.ForeignId;
        _ = there.Of switch
        {
            Classified.Sites => acting.Add(new SiteAttribute { SiteId = thing, Name = name, Kind = kind.ToString(), Value = value, ForeignId = foreign }),
            Classified.Sources => acting.Add(new SourceValue { SourceId = thing, Name = name, Kind = kind.ToString(), Value = value, ForeignId = foreign }),
            _ => (Evidence)acting.Add(new ParticipantAttribute { ParticipantId = thing, Name = name, Kind = kind.ToString(), Value = value }),
        };
    }
}
