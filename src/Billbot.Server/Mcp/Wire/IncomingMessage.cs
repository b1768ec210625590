using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Wire;

/// <summary>
/// One JSON-RPC message as it came in, read strictly: UTF-8, at most 32 levels, no member twice, no batch, no null id.
/// What the HTTP checks compare with headers is at hand without reading the body again.
/// </summary>
internal sealed class IncomingMessage
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 32 };

    private IncomingMessage(JsonRpcMessage message) => Message = message;

    public JsonRpcMessage Message { get; }

    /// <summary>Null for the response to a request of the server.</summary>
    public string? Method => Message switch
    {
        JsonRpcRequest request => request.Method,
        JsonRpcNotification notification => notification.Method,
        _ => null,
    };

    /// <summary>Null for notifications.</summary>
    public RequestId? Id => (Message as JsonRpcMessageWithId)?.Id;

    public bool IsRequest => Message is JsonRpcRequest;

    /// <summary>The protocol version of <c>params._meta</c>.</summary>
    public string? MetaVersion { get; private init; }

    public bool MetaHasCapabilities { get; private init; }

    /// <summary>What the header Mcp-Name has to repeat: <c>params.name</c> or <c>params.uri</c>, by method. Null where the method has none.</summary>
    public string? Target { get; private init; }

    /// <summary>The request that a client no longer wants, where the message says that.</summary>
    public RequestId? Cancelled { get; private init; }

    public bool HasTarget => Method is "tools/call" or "prompts/get" or "resources/read";

    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out IncomingMessage? message, [NotNullWhen(false)] out Refusal? refusal)
    {
        message = null;
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (!Utf8.IsValid(body.Span))
        {
            refusal = Refusals.NotJson;
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            refusal = Read(document.RootElement, body.Span, out message);
            return refusal is null;
        }
        catch (JsonException)
        {
            refusal = RefusalOfText(body);
            return false;
        }
    }

    /// <summary>Malformed, or well-formed with a member twice: the package that parses does not tell them apart.</summary>
    private static Refusal RefusalOfText(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Lenient);
            return Refusals.DuplicateMember;
        }
        catch (JsonException)
        {
            return Refusals.NotJson;
        }
    }

    private static Refusal? Read(JsonElement root, ReadOnlySpan<byte> body, out IncomingMessage? message)
    {
        message = null;
        if (root.ValueKind == JsonValueKind.Array)
            return Refusals.Batch;
        if (body.IndexOf("\\u"u8) >= 0 && HasBrokenText(root))
            return Refusals.NotJson;
        if (root.ValueKind != JsonValueKind.Object || !HasShapeOfMessage(root, out var id))
            return Refusals.NotJsonRpc.For(root.ValueKind == JsonValueKind.Object ? IdOf(root) : null);

        if (HasWrongParams(root))
            return Refusals.WrongParams.For(id);

        try
        {
            var read = root.Deserialize(WireJson.Message);
            if (read is null)
                return Refusals.NotJsonRpc.For(id);
            message = With(read, root);
            return null;
        }
        catch (JsonException)
        {
            // A corner where the package is stricter than the look above.
            return Refusals.NotJsonRpc.For(id);
        }
    }

    private static bool HasShapeOfMessage(JsonElement root, out RequestId? id)
    {
        id = IdOf(root);
        if (!root.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"))
            return false;
        if (root.TryGetProperty("id", out _) && id is null)
            return false;
        if (root.TryGetProperty("params", out var parameters) && parameters.ValueKind != JsonValueKind.Object)
            return false;
        if (root.TryGetProperty("method", out var method))
            return method.ValueKind == JsonValueKind.String && method.GetString() is { Length: > 0 and <= 200 };
        return id is not null && (root.TryGetProperty("result", out _) || root.TryGetProperty("error", out _));
    }

    /// <summary>What a call is of and with: the package behind answers other shapes without a word of help.</summary>
    private static bool HasWrongParams(JsonElement root)
    {
        if (TextOf(root, "method") is not ("tools/call" or "prompts/get"))
            return false;
        var parameters = Member(root, "params");
        return Member(parameters, "name").ValueKind is not (JsonValueKind.String or JsonValueKind.Undefined)
            || Member(parameters, "arguments").ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null);
    }

    private static RequestId? IdOf(JsonElement parent, string name = "id")
    {
        var id = Member(parent, name);
        if (id.ValueKind == JsonValueKind.String)
            return new RequestId(id.GetString()!);
        return id.ValueKind == JsonValueKind.Number && !id.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') && id.TryGetInt64(out var number)
            ? new RequestId(number)
            : null;
    }

    private static IncomingMessage With(JsonRpcMessage message, JsonElement root)
    {
        var parameters = root.TryGetProperty("params", out var given) ? given : default;
        var meta = Member(parameters, "_meta");
        return new IncomingMessage(message)
        {
            MetaVersion = TextOf(meta, MetaKeys.ProtocolVersion),
            MetaHasCapabilities = Member(meta, MetaKeys.ClientCapabilities).ValueKind == JsonValueKind.Object,
            Target = TextOf(parameters, "name") ?? TextOf(parameters, "uri"),
            Cancelled = message is JsonRpcNotification { Method: "notifications/cancelled" } ? IdOf(parameters, "requestId") : null,
        };
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static string? TextOf(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether a text holds half a surrogate pair, which no UTF-8 can carry on.</summary>
    private static bool HasBrokenText(JsonElement element)
    {
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    element.GetString();
                    return false;
                case JsonValueKind.Array:
                    return element.EnumerateArray().Any(HasBrokenText);
                case JsonValueKind.Object:
                    return element.EnumerateObject().Any(m => m.Name is null || HasBrokenText(m.Value));
                default:
                    return false;
            }
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
