using System.Text;
using System.Text.Json;

namespace Billbot.Server.Cli;

/// <summary>JSON as a person reads it: a name and a value on each line, deeper ones indented; lists of rows as tables.</summary>
internal static class Plain
{
    public static string Text(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, "", text);
        return text.ToString().TrimEnd();
    }

    /// <summary>The named members of each row, one row a line.</summary>
    public static string Table(JsonElement rows, params string[] columns)
    {
        var cells = new List<string[]> { columns };
        cells.AddRange(rows.EnumerateArray().Select(row => columns.Select(c => row.TryGetProperty(c, out var cell) ? Cell(cell) : "").ToArray()));
        var widths = columns.Select((_, i) => cells.Max(row => row[i].Length)).ToArray();
        return string.Join('\n', cells.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()));
    }

    private static string Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", cell.EnumerateArray().Select(Cell)),
        JsonValueKind.Object => string.Join(' ', cell.EnumerateObject().Select(m => Cell(m.Value))),
        JsonValueKind.String => cell.GetString()!,
        _ => cell.GetRawText(),
    };

    private static void Write(JsonElement value, string indent, StringBuilder text)
    {
        foreach (var member in value.EnumerateObject())
        {
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    Line(text, indent, member.Name, ":");
                    Write(member.Value, indent + "  ", text);
                    break;
                case JsonValueKind.Array when member.Value.GetArrayLength() > 0 && member.Value[0].ValueKind == JsonValueKind.Object:
                    Line(text, indent, member.Name, ":");
                    foreach (var item in member.Value.EnumerateArray())
                        Line(text, indent, "  - ", Row(item));
                    break;
                default:
                    Line(text, indent, member.Name, ": ", Cell(member.Value));
                    break;
            }
        }
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            text.Append(part);
        text.Append('\n');
    }

    private static string Row(JsonElement item) => item.ValueKind == JsonValueKind.Object
        ? string.Join(", ", item.EnumerateObject().Select(m => $"{m.Name}: {Cell(m.Value)}"))
        : Cell(item);
}
