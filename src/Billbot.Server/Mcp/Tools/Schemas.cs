using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Billbot.App;

namespace Billbot.Server.Mcp.Tools;

/// <summary>
/// JSON schemas in a dialect that every host understands: no lists of types, no references, no formats. Short on purpose: each agent
/// pays for them in every conversation.
/// </summary>
internal static class Schemas
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The arguments of a tool: those of its input record, and those that every writing tool has.</summary>
    public static JsonElement Input(Shape record, IEnumerable<Member> extra, IReadOnlyCollection<string> brief)
    {
        var whole = record with { Members = [.. record.Members, .. extra] };
        return JsonSerializer.SerializeToElement(Of(whole, null, brief), AppJson.Options);
    }

    /// <summary>The members of an answer that will stay, with their outermost type. More may follow, so nothing is closed.</summary>
    public static JsonElement Output(Type view, IEnumerable<string> declared)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var name in declared)
        {
            var member = view.GetProperties().FirstOrDefault(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name) == name)
                ?? throw new InvalidOperationException($"{view.Name} has no member {name}.");
            var isNullable = IsNullable(member);
            var isAlwaysWritten = !isNullable || member.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.Never;
            properties[name] = isNullable && isAlwaysWritten
                ? new JsonObject { ["anyOf"] = new JsonArray(OutputOf(member.PropertyType), new JsonObject { ["type"] = "null" }) }
                : OutputOf(member.PropertyType);
            if (isAlwaysWritten)
                required.Add(name);
        }

        return JsonSerializer.SerializeToElement(new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required }, AppJson.Options);
    }

    private static JsonObject Of(Shape shape, string? description, IReadOnlyCollection<string> brief)
    {
        var schema = new JsonObject
        {
            ["type"] = shape.Kind switch
            {
                ShapeKind.Text or ShapeKind.Date or ShapeKind.Choice => "string",
                ShapeKind.Number => "number",
                ShapeKind.Integer => "integer",
                ShapeKind.Flag => "boolean",
                ShapeKind.List => "array",
                ShapeKind.Record => "object",
                _ => throw new InvalidOperationException($"{shape.Kind} has no type."),
            },
        };
        if (description is not null)
            schema["description"] = description;
        if (shape.Min is { } min)
            schema["minimum"] = min;
        if (shape.Max is { } max)
            schema["maximum"] = max;
        if (shape.Kind == ShapeKind.Choice)
            schema["enum"] = new JsonArray([.. shape.Choices.Select(c => JsonValue.Create(c))]);
        if (shape.Kind == ShapeKind.List)
            schema["items"] = Of(shape.Item!, null, brief);
        if (shape.Kind == ShapeKind.Record)
            AddMembers(schema, shape, brief);
        return schema;
    }

    private static void AddMembers(JsonObject schema, Shape record, IReadOnlyCollection<string> brief)
    {
        var properties = new JsonObject();
        foreach (var member in record.Members)
        {
            // Said in full by another tool: the description points there.
            properties[member.Name] = brief.Contains(member.Name)
                ? Brief(member)
                : Of(member.Shape, member.Description, brief);
        }

        schema["properties"] = properties;
        if (record.Members.Any(m => m.Required))
            schema["required"] = new JsonArray([.. record.Members.Where(m => m.Required).Select(m => JsonValue.Create(m.Name))]);
        schema["additionalProperties"] = false;
    }

    private static JsonObject Brief(Member member)
    {
        var schema = member.Shape.Kind == ShapeKind.List
            ? new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } }
            : new JsonObject { ["type"] = "object" };
        if (member.Description is not null)
            schema["description"] = member.Description;
        return schema;
    }

    private static JsonObject OutputOf(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long))
            return new JsonObject { ["type"] = "integer" };
        // Ids, dates, instants and enums are text on the wire; amounts are decimal strings.
        if (type == typeof(string) || type.IsEnum || type.IsValueType)
            return new JsonObject { ["type"] = "string" };
        return typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var item]
            ? new JsonObject { ["type"] = "array", ["items"] = OutputOf(item) }
            : new JsonObject { ["type"] = "object" };
    }

    private static bool IsNullable(PropertyInfo member)
    {
        if (member.PropertyType.IsValueType)
            return Nullable.GetUnderlyingType(member.PropertyType) is not null;
        lock (Nullability)
            return Nullability.Create(member).ReadState == NullabilityState.Nullable;
    }
}
