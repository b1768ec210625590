using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>Stored documents: snake_case, nothing for null, money and figures as decimal strings.</summary>
/// <remarks>
/// The generated reader gives a missing member the default of its type, not its initialiser: a member that is added later is nullable,
/// or 0 or false mean what older documents meant.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Business))]
[JsonSerializable(typeof(Client))]
[JsonSerializable(typeof(Invoice))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(LedgerEntry))]
public sealed partial class DomainJson : JsonSerializerContext;

/// <summary>Enum members by their names in snake_case.</summary>
public sealed class SnakeCase<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;

/// <summary>The one byte form of a document: keys in ordinal order, no blanks, text in NFC, UTF-8. What is hashed is this.</summary>
public static class CanonicalJson
{
    public static byte[] Bytes(JsonNode document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, document);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                writer.WriteStringValue(value.GetValue<string>().Normalize());
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
