using System.Text.Json;

namespace Billbot.Server.Tests.Mcp;

/// <summary>A validator for the part of JSON Schema that the tools use. A keyword it does not know is a failure, so that it cannot pass by ignorance.</summary>
internal static class SchemaCheck
{
    private static readonly HashSet<string> Known = ["type", "properties", "required", "items", "anyOf", "enum", "description", "additionalProperties", "minimum", "maximum"];

    /// <summary>What is wrong with the value, empty when nothing is.</summary>
    public static IReadOnlyList<string> Faults(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults);
        return faults;
    }

    private static void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        faults.AddRange(schema.EnumerateObject().Where(k => !Known.Contains(k.Name)).Select(k => $"{path}: keyword {k.Name}"));
        if (schema.TryGetProperty("anyOf", out var options) && !options.EnumerateArray().Any(o => Faults(o, value).Count == 0))
            faults.Add($"{path}: none of anyOf");
        if (schema.TryGetProperty("type", out var type) && !Is(value, type.GetString()!))
        {
            faults.Add($"{path}: not {type}");
            return;
        }

        if (schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(c => JsonElement.DeepEquals(c, value)))
            faults.Add($"{path}: not in enum");
        if (value.ValueKind == JsonValueKind.Object)
            CheckObject(schema, value, path, faults);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
                Check(items, item, $"{path}/{index}", faults);
        }
    }

    private static void CheckObject(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
            faults.AddRange(required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{path}/{r}: missing"));
        if (!schema.TryGetProperty("properties", out var properties))
            return;
        var closed = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetProperty(member.Name, out var known))
                Check(known, member.Value, $"{path}/{member.Name}", faults);
            else if (closed)
                faults.Add($"{path}/{member.Name}: not allowed");
        }
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
