using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Wire;

/// <summary>A message that is not let in: the HTTP status and the JSON-RPC error that say why.</summary>
/// <param name="Status">HTTP status; meaningless on stdio.</param>
/// <param name="Code">JSON-RPC error code.</param>
/// <param name="Message">What is wrong and how to mend it; made of constants only.</param>
public sealed record Refusal(int Status, int Code, string Message)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The id of the request, where one could be read. Left out of the answer otherwise: clients refuse a null.</summary>
    public RequestId? Id { get; init; }

    public JsonObject? Data { get; init; }

    /// <summary>Response headers that belong to the refusal.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public Refusal For(RequestId? id) => this with { Id = id };

    /// <summary>The JSON-RPC error.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            if (Id?.Id is string text)
                json.WriteString("id", text);
            else if (Id?.Id is long number)
                json.WriteNumber("id", number);
            json.WriteStartObject("error");
            json.WriteNumber("code", Code);
            json.WriteString("message", Message);
            if (Data is not null)
            {
                json.WritePropertyName("data");
                Data.WriteTo(json);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
