using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Wire;

/// <summary>How JSON-RPC messages are read and written: as the package does, but with text as it is instead of escaped.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions Options = Make();

    public static JsonTypeInfo<JsonRpcMessage> Message { get; } = (JsonTypeInfo<JsonRpcMessage>)Options.GetTypeInfo(typeof(JsonRpcMessage));

    public static byte[] Write(JsonRpcMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Message);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(McpJsonUtilities.DefaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        options.MakeReadOnly();
        return options;
    }
}
