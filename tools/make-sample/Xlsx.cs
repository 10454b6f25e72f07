using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

/// <summary>A workbook of the barest kind: a sheet a table, texts as texts, numbers as numbers, days as days.</summary>
static partial class Xlsx
{
    static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    static readonly XNamespace Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    static readonly XNamespace Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    [GeneratedRegex(@"^(0|-?[1-9][0-9]{0,11})(\.[0-9]{1,6})?$")]
    private static partial Regex Number();

    public static void Write(string folder, string path)
    {
        var tables = Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).ToList();
        var numbers = Enumerable.Range(1, tables.Count).ToList();
        Archive.Write(path,
        [
            ("[Content_Types].xml", Archive.Xml(new XElement(Types + "Types",
                new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
                Part("/xl/workbook.xml", "sheet.main+xml"), Part("/xl/styles.xml", "styles+xml"), numbers.Select(n => Part($"/xl/worksheets/sheet{n}.xml", "worksheet+xml"))))),
            ("_rels/.rels", Archive.Xml(new XElement(Package + "Relationships", Relation("r1", "officeDocument", "xl/workbook.xml")))),
            ("xl/workbook.xml", Archive.Xml(new XElement(Main + "workbook", new XAttribute(XNamespace.Xmlns + "r", Office.NamespaceName),
                new XElement(Main + "sheets", tables.Select((t, i) => new XElement(Main + "sheet",
                    new XAttribute("name", Path.GetFileNameWithoutExtension(t)), new XAttribute("sheetId", i + 1), new XAttribute(Office + "id", $"s{i + 1}"))))))),
            ("xl/_rels/workbook.xml.rels", Archive.Xml(new XElement(Package + "Relationships",
                numbers.Select(n => Relation($"s{n}", "worksheet", $"worksheets/sheet{n}.xml")), Relation("styles", "styles", "styles.xml")))),
            ("xl/styles.xml", Archive.Xml(new XElement(Main + "styleSheet",
                new XElement(Main + "numFmts", new XAttribute("count", 1), new XElement(Main + "numFmt", new XAttribute("numFmtId", 164), new XAttribute("formatCode", "yyyy\\-mm\\-dd"))),
                new XElement(Main + "fonts", new XAttribute("count", 1), new XElement(Main + "font")),
                new XElement(Main + "fills", new XAttribute("count", 2), new[] { "none", "gray125" }.Select(p => new XElement(Main + "fill", new XElement(Main + "patternFill", new XAttribute("patternType", p))))),
                new XElement(Main + "borders", new XAttribute("count", 1), new XElement(Main + "border")),
                new XElement(Main + "cellStyleXfs", new XAttribute("count", 1), new XElement(Main + "xf")),
                new XElement(Main + "cellXfs", new XAttribute("count", 2), new XElement(Main + "xf"), new XElement(Main + "xf", new XAttribute("numFmtId", 164), new XAttribute("applyNumberFormat", 1)))))),
            .. tables.Select((t, i) => ($"xl/worksheets/sheet{i + 1}.xml", Archive.Xml(new XElement(Main + "worksheet", new XElement(Main + "sheetData", Rows(File.ReadAllText(t)).Select(Row)))))),
        ]);
    }

    static XElement Part(string name, string kind) => new(Types + "Override", new XAttribute("PartName", name), new XAttribute("ContentType", Kinds + kind));

    static XElement Relation(string id, string kind, string target) =>
        new(Package + "Relationship", new XAttribute("Id", id), new XAttribute("Type", $"{Office.NamespaceName}/{kind}"), new XAttribute("Target", target));

    static XElement Row(List<string> cells, int at) => new(Main + "row", new XAttribute("r", at + 1), cells.Select((cell, i) => Cell(cell, $"{Letters(i)}{at + 1}")));

    static XElement? Cell(string cell, string at) =>
        cell.Length == 0 ? null
        : DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new XElement(Main + "c", new XAttribute("r", at), new XAttribute("s", 1), new XElement(Main + "v", day.DayNumber - new DateOnly(1899, 12, 30).DayNumber))
        : Number().IsMatch(cell) ? new XElement(Main + "c", new XAttribute("r", at), new XElement(Main + "v", cell))
        : new XElement(Main + "c", new XAttribute("r", at), new XAttribute("t", "inlineStr"),
            new XElement(Main + "is", new XElement(Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), cell)));

    static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);

    /// <summary>Cells of CSV as RFC 4180 has it.</summary>
    static List<List<string>> Rows(string csv)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (quoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"') { cell.Append('"'); i++; }
            else if (csv[i] == '"') quoted = !quoted;
            else if (quoted || csv[i] is not (',' or '\r' or '\n')) cell.Append(csv[i]);
            else if (csv[i] != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (csv[i] == '\n') { rows.Add(row); row = []; }
            }
        }

        if (cell.Length > 0 || row.Count > 0) { row.Add(cell.ToString()); rows.Add(row); }
        return rows;
    }
}
