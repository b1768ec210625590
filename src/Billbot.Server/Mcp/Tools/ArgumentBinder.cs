using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Billbot.Domain;

namespace Billbot.Server.Mcp.Tools;

/// <summary>
/// Reads the arguments of one call against their shape. Reports every fault at once, each with its path and a way to mend it; guesses
/// nothing, converts nothing, except that a number may be written as a decimal string.
/// </summary>
internal sealed class ArgumentBinder : IDisposable
{
    /// <summary>More faults than this help nobody.</summary>
    private const int MostFaults = 50;
    private const int MostDigits = 28;
    private const int LongestPath = 120;

    private readonly List<Problem> _faults = [];
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly Utf8JsonWriter _json;

    private ArgumentBinder() => _json = new Utf8JsonWriter(_buffer);

    /// <summary>The arguments in their one canonical form, or the faults.</summary>
    public static (JsonElement Bound, IReadOnlyList<Problem> Faults) Bind(Shape record, IDictionary<string, JsonElement> arguments)
    {
        using var binder = new ArgumentBinder();
        binder.Record(record, [.. arguments.Select(a => (a.Key, a.Value))], "");
        binder._json.Flush();
        return binder._faults.Count > 0 ? (default, binder._faults) : (JsonElement.Parse(binder._buffer.WrittenSpan), []);
    }

    public void Dispose() => _json.Dispose();

    private void Record(Shape record, IReadOnlyList<(string Name, JsonElement Value)> given, string path)
    {
        _json.WriteStartObject();
        foreach (var (name, value) in given)
        {
            if (record.Find(name) is not { } member)
            {
                Unknown(record, name, path);
            }
            else if (value.ValueKind != JsonValueKind.Null)
            {
                _json.WritePropertyName(name);
                Value(member.Shape, value, $"{path}/{name}", name);
            }
        }

        foreach (var member in record.Members)
        {
            if (member.Required && !given.Any(g => g.Name == member.Name && g.Value.ValueKind != JsonValueKind.Null))
                Fault(ArgumentProblems.Missing($"{path}/{member.Name}", member.Name, member.Shape));
        }

        _json.WriteEndObject();
    }

    private void Unknown(Shape record, string name, string path)
    {
        var allowed = record.Members.Select(m => m.Name).ToList();
        var asksForNumber = name is "number" or "invoice_number" && !allowed.Contains("invoice_id");
        var nearest = asksForNumber ? null : ArgumentWords.Nearest(name, allowed);
        var at = $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
        Fault(ArgumentProblems.Unknown(at.Length > LongestPath ? at[..LongestPath] : at, nearest, allowed, asksForNumber));
    }

    private void Value(Shape shape, JsonElement value, string path, string name)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Text when value.ValueKind == JsonValueKind.String:
                _json.WriteStringValue(value.GetString());
                break;
            case ShapeKind.Flag when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                _json.WriteBooleanValue(value.GetBoolean());
                break;
            case ShapeKind.Number when value.ValueKind is JsonValueKind.Number or JsonValueKind.String:
                Number(shape, value, path, name);
                break;
            case ShapeKind.Integer when value.ValueKind == JsonValueKind.Number:
                Integer(shape, value, path, name);
                break;
            case ShapeKind.Date when value.ValueKind == JsonValueKind.String:
                Date(value.GetString()!, path, name);
                break;
            case ShapeKind.Choice when value.ValueKind == JsonValueKind.String:
                if (shape.Choices.Contains(value.GetString()!))
                    _json.WriteStringValue(value.GetString());
                else
                    Instead(ArgumentProblems.NotAChoice(path, name, shape));
                break;
            case ShapeKind.List when value.ValueKind == JsonValueKind.Array:
                _json.WriteStartArray();
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Value(shape.Item!, item, string.Create(CultureInfo.InvariantCulture, $"{path}/{index++}"), name);
                _json.WriteEndArray();
                break;
            case ShapeKind.Record when value.ValueKind == JsonValueKind.Object:
                Record(shape, [.. value.EnumerateObject().Select(m => (m.Name, m.Value))], path);
                break;
            default:
                Instead(ArgumentProblems.WrongType(path, name, shape, value));
                break;
        }
    }

    /// <summary>From the raw token: what is beyond a decimal's digits must be refused, not rounded.</summary>
    private void Number(Shape shape, JsonElement value, string path, string name)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        var point = text.IndexOf('.');
        if (!IsPlainDecimal(text, point))
        {
            Instead(ArgumentProblems.NotPlainDecimal(path, name, shape));
            return;
        }

        var whole = text.AsSpan(0, point < 0 ? text.Length : point).TrimStart('-').TrimStart('0').Length;
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        if (whole > MostDigits)
            Instead(ArgumentProblems.TooManyDigits(path));
        else if (whole + decimals > MostDigits)
            Instead(ArgumentProblems.TooManyDecimals(path));
        else if (decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) is var number && (number < shape.Min || number > shape.Max))
            Instead(ArgumentProblems.OutOfRange(path, name, shape));
        else
            _json.WriteNumberValue(number == 0 ? 0 : number);
    }

    private static bool IsPlainDecimal(string text, int point)
    {
        var start = text.StartsWith('-') ? 1 : 0;
        var whole = text.AsSpan(start, (point < 0 ? text.Length : Math.Max(point, start)) - start);
        return whole.Length > 0 && !whole.ContainsAnyExceptInRange('0', '9')
            && (point < 0 || (point + 1 < text.Length && !text.AsSpan(point + 1).ContainsAnyExceptInRange('0', '9')));
    }

    private void Integer(Shape shape, JsonElement value, string path, string name)
    {
        if (value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E'))
            Instead(ArgumentProblems.NotInteger(path, name, shape));
        else if (!value.TryGetInt32(out var number) || number < shape.Min || number > shape.Max)
            Instead(ArgumentProblems.OutOfRange(path, name, shape));
        else
            _json.WriteNumberValue(number);
    }

    private void Date(string text, string path, string name)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            _json.WriteStringValue(text);
        else
            Instead(ArgumentProblems.InvalidDate(path, name));
    }

    private void Instead(Problem fault)
    {
        _json.WriteNullValue();
        Fault(fault);
    }

    private void Fault(Problem fault)
    {
        if (_faults.Count < MostFaults)
            _faults.Add(fault);
    }
}
