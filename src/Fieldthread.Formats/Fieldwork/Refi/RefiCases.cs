using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>Cases, variables and values.</summary>
internal static class RefiCases
{
    internal static List<QdaVariable> ReadVariables(IEnumerable<XElement> parts, RefiContext context)
    {
        var variables = new List<QdaVariable>();
        foreach (var element in parts.SelectMany(part => RefiXml.Children(part, "Variable", context)))
        {
            var name = context.Words(RefiXml.Attribute(element, "name") ?? "", "variable");
            var place = $"variable {name}";
            var written = RefiXml.Attribute(element, "typeOfVariable")?.Trim();
            if (Kind(written) is not { } kind)
            {
                context.Remarks.Add(RemarkWeight.Guessed, place, $"“{written}” is no kind of variable; its values are taken as words.");
                kind = QdaValueKind.Text;
            }

            variables.Add(new QdaVariable(context.Variables.Declare(element, place), name, kind, RefiXml.Description(element, context, place)));
        }

        return variables;
    }

    internal static List<QdaCase> Read(IEnumerable<XElement> parts, RefiContext context)
    {
        var cases = new List<QdaCase>();
        foreach (var element in parts.SelectMany(part => RefiXml.Children(part, "Case", context)))
        {
            var name = RefiXml.Attribute(element, "name") is { } written ? context.Words(written, "case") : null;
            var place = $"case {name ?? RefiXml.Attribute(element, "guid")}";
            foreach (var child in element.Elements())
            {
                if (child.Name.LocalName is not ("Description" or "CodeRef" or "VariableValue" or "SourceRef" or "SelectionRef"))
                {
                    context.NotTaken(child, $"{child.Name.LocalName} inside a case");
                }
            }

            cases.Add(new QdaCase
            {
                ForeignId = context.Cases.Declare(element, place),
                Name = name,
                Description = RefiXml.Description(element, context, place),
                CodeForeignIds = RefiXml.References(element, "CodeRef", context.Codes, context, place),
                Values = Values(element, context, place),
                SourceForeignIds = RefiXml.References(element, "SourceRef", context.Sources, context, place),
                SelectionForeignIds = RefiXml.References(element, "SelectionRef", context.Selections, context, place),
            });
        }

        return cases;
    }

    internal static IReadOnlyList<QdaValue> Values(XElement parent, RefiContext context, string place)
    {
        List<QdaValue>? values = null;
        foreach (var element in parent.Elements().Where(child => child.Name.LocalName == "VariableValue"))
        {
            var reference = element.Elements().FirstOrDefault(child => child.Name.LocalName == "VariableRef")?.Attribute("targetGUID")?.Value;
            var written = element.Elements().FirstOrDefault(child => child.Name.LocalName.EndsWith("Value", StringComparison.Ordinal));
            if (context.Variables.Find(reference) is not { } variable)
            {
                context.Remarks.Add(RemarkWeight.NotTaken, place, $"The value “{written?.Value}” was left out: no variable of the file has the id “{reference}”.");
                continue;
            }

            var kind = Kind(written?.Name.LocalName[..^"Value".Length]) ?? QdaValueKind.Text;
            (values ??= []).Add(new QdaValue(variable, kind, written is null ? null : context.Words(written.Value, place)));
        }

        return values ?? (IReadOnlyList<QdaValue>)[];
    }

    private static QdaValueKind? Kind(string? written) => written switch
    {
        "Text" => QdaValueKind.Text,
        "Boolean" => QdaValueKind.Boolean,
        "Integer" => QdaValueKind.Integer,
        "Float" => QdaValueKind.Float,
        "Date" => QdaValueKind.Date,
        "DateTime" => QdaValueKind.DateTime,
        _ => null,
    };
}
