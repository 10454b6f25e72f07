using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.AutoCoding;
using Fieldthread.Core.Fieldwork.Retrieval;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>What a coding by rule looks for, where, how much it takes and with which code.</summary>
/// <param name="Way">By what.</param>
/// <param name="Look">What is looked for: words or phrases, a pattern, labels of speakers, words of questions or headings, keys of items.</param>
/// <param name="Take">How much is coded.</param>
/// <param name="Code">The code; null where a new one is made.</param>
/// <param name="NewCode">Name of a new code; null for none.</param>
/// <param name="Under">The code below which new ones are made; null for the top.</param>
/// <param name="Each">True for a code of its own for each of what is looked for, below <paramref name="Under"/>.</param>
/// <param name="Guide">A version of a topic guide whose questions are looked for beside those named.</param>
/// <param name="ToQuestion">True where an answer goes on until another of the questions, past other words of the team.</param>
/// <param name="Where">Conditions on where: site, phase, kind, role, participant, source, attribute.</param>
public sealed record AutoAsked(
    AutoWay Way, IReadOnlyList<string> Look, AutoTake Take, Guid? Code = null, string? NewCode = null, Guid? Under = null, bool Each = false, Guid? Guide = null, bool ToQuestion = false, IReadOnlyList<Condition>? Where = null)
{
    /// <summary>What was asked, cleaned: entries on lines of their own, empty ones and repeats left out.</summary>
    internal static AutoAsked Of(IAutoFields fields)
    {
        var look = fields.Way == AutoWay.Pattern ? fields.Look ?? [] : (fields.Look ?? []).SelectMany(l => l.Split('\n'));
        var where = new List<Condition>();
        void Add(ConditionField field, IReadOnlyList<string>? values, string name = "")
        {
            if (values?.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v.Trim()).ToList() is { Count: > 0 } given)
            {
                where.Add(new Condition(field, given, Name: name));
            }
        }

        Add(ConditionField.Site, fields.Site);
        Add(ConditionField.Phase, fields.Phase);
        Add(ConditionField.Kind, fields.Kind);
        Add(ConditionField.Role, fields.Role);
        Add(ConditionField.Participant, fields.Participant);
        Add(ConditionField.Source, fields.Source);
        if (!string.IsNullOrWhiteSpace(fields.Attribute))
        {
            Add(ConditionField.Attribute, fields.Value, fields.Attribute.Trim());
        }

        return new AutoAsked(
            fields.Way, [.. look.Select(l => WellFormedText.Repair(l.Trim(), out _)).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal)], fields.Take, fields.Code,
            string.IsNullOrWhiteSpace(fields.NewCode) ? null : WellFormedText.Repair(fields.NewCode.Trim(), out _), fields.Under, fields.Each, fields.Guide, fields.ToQuestion, where);
    }

    /// <summary>In words, without the code: “by words: merger*; take over; the sentence; site: North”.</summary>
    public string InWords
    {
        get
        {
            var by = Way switch { AutoWay.Words => "words", AutoWay.Pattern => "pattern", AutoWay.Speaker => "speaker", AutoWay.Question => "question or heading", _ => "survey item" };
            var look = Look is { Count: > 0 } ? ": " + string.Join("; ", Look.Take(12)) + (Look.Count > 12 ? $"; and {Look.Count - 12} more" : "") : Guide is null ? "" : ": all of a topic guide";
            var where = string.Concat((Where ?? []).Select(c => $", {(c.Name.Length > 0 ? c.Name : c.Field.ToString().ToLowerInvariant())}: {string.Join(" or ", c.Values)}"));
            return $"by {by}{look}, {TakeInWords(Take)}{where}";
        }
    }

    /// <summary>What is taken, in words: “the sentence”.</summary>
    /// <param name="take">How much.</param>
    public static string TakeInWords(AutoTake take) => take switch
    {
        AutoTake.Words => "the words themselves",
        AutoTake.Sentence => "the sentence",
        AutoTake.Paragraph => "the paragraph",
        AutoTake.Turn => "the turn",
        _ => "the whole answer",
    };
}

/// <summary>The fields in which a preview and an act are told what to look for.</summary>
internal interface IAutoFields
{
    AutoWay Way { get; }

    IReadOnlyList<string>? Look { get; }

    AutoTake Take { get; }

    Guid? Code { get; }

    string? NewCode { get; }

    Guid? Under { get; }

    bool Each { get; }

    Guid? Guide { get; }

    bool ToQuestion { get; }

    IReadOnlyList<string>? Site { get; }

    IReadOnlyList<string>? Phase { get; }

    IReadOnlyList<string>? Kind { get; }

    IReadOnlyList<string>? Role { get; }

    IReadOnlyList<string>? Participant { get; }

    IReadOnlyList<string>? Source { get; }

    string? Attribute { get; }

    IReadOnlyList<string>? Value { get; }
}
