using System.Globalization;
using System.Text.Json.Nodes;

namespace Billbot.Server.Mcp.Wire;

/// <summary>Everything the transport refuses, in the order of the checks.</summary>
internal static class Refusals
{
    /// <summary>Ours is positive: -32000 to -32099 belong to the protocol.</summary>
    private const int TooManyRequests = 42900;
    private const int Unavailable = 50300;
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;
    private const int SessionUnknown = -32001;
    private const int HeaderMismatch = -32020;
    private const int UnsupportedVersion = -32022;

    public static Refusal ForeignHost { get; } = new(403, InvalidRequest, "This host name is not one of this server. Use the address that billbot printed, or set the public URL.");

    public static Refusal ForeignOrigin { get; } = new(403, InvalidRequest, "Requests from other web pages are refused. Connect an MCP client, not a page.");

    public static Refusal KeyInAddress { get; } = new(400, InvalidRequest, "A key in the address ends up in logs. Send it as a header: Authorization: Bearer bb_sk_...");

    public static Refusal Unauthorized { get; } = new(401, InvalidRequest, "This needs a valid key: Authorization: Bearer bb_sk_... The owner makes one with: billbot keys create.")
    {
        Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = "Bearer" },
    };

    public static Refusal BusinessUnclear { get; } = new(400, InvalidRequest, "There is no such business, or more than one. Name one: billbot mcp --business biz_...");

    public static Refusal ContentType { get; } = new(415, InvalidRequest, "Send Content-Type: application/json in UTF-8.");

    public static Refusal ContentEncoding { get; } = new(415, InvalidRequest, "Send the body without Content-Encoding.");

    public static Refusal NotAcceptable { get; } = new(406, InvalidRequest, "Send Accept: application/json, text/event-stream.");

    public static Refusal NotAcceptableStream { get; } = new(406, InvalidRequest, "Send Accept: text/event-stream.");

    public static Refusal NotJson { get; } = new(400, ParseError, "The body is not JSON in UTF-8, or nests deeper than 32 levels.");

    public static Refusal DuplicateMember { get; } = new(400, InvalidRequest, "An object in the body has the same member twice.");

    public static Refusal Batch { get; } = new(400, InvalidRequest, "Send one JSON-RPC message per request; batches are not accepted.");

    public static Refusal NotJsonRpc { get; } = new(400, InvalidRequest, "The body is not a JSON-RPC 2.0 message: it needs jsonrpc \"2.0\", a method, an id that is a string or an integer, and params that are an object.");

    public static Refusal WrongParams { get; } = new(400, InvalidParams, "params.name must be a string and params.arguments an object: send {\"name\": \"list_clients\", \"arguments\": {}}.");

    public static Refusal MetaMissing { get; } = new(
        400,
        InvalidParams,
        "params._meta needs io.modelcontextprotocol/protocolVersion (a string) and io.modelcontextprotocol/clientCapabilities (an object) in this protocol version.");

    public static Refusal VersionHeaderMismatch { get; } = new(400, HeaderMismatch, "The header MCP-Protocol-Version is missing or differs from params._meta.");

    public static Refusal MethodHeaderMismatch { get; } = new(400, HeaderMismatch, "The header Mcp-Method is missing or differs from the method of the body.");

    public static Refusal NameHeaderMismatch { get; } = new(400, HeaderMismatch, "The header Mcp-Name is missing or differs from params.name or params.uri of the body.");

    public static Refusal MethodRemoved { get; } = new(404, MethodNotFound, "This protocol version has no such method.");

    public static Refusal SessionMissing { get; } = new(400, InvalidRequest, "This protocol version starts with initialize; after it send the Mcp-Session-Id of its answer.");

    public static Refusal SessionNotFound { get; } = new(404, SessionUnknown, "Session not found");

    public static Refusal SessionsFull { get; } = new(503, TooManyRequests, "All sessions are busy. Try again in a moment.") { Headers = RetryAfter(5) };

    public static Refusal StreamOpen { get; } = new(409, InvalidRequest, "This session has its stream already.");

    public static Refusal Stopping { get; } = new(503, InvalidRequest, "The server is shutting down. Try again in a moment.") { Headers = RetryAfter(5) };

    /// <summary>Nothing was begun: the key could not even be looked up.</summary>
    public static Refusal DatabaseAway { get; } = new(503, Unavailable, "The database does not answer. Nothing was done; repeat the same call in a moment.")
    {
        Data = new JsonObject { ["code"] = "busy", ["retry_after_seconds"] = 1 },
        Headers = RetryAfter(1),
    };

    public static Refusal Failed(string reference) => new(500, -32603, $"Something failed inside Billbot. Tell the owner this reference: {reference}.");

    public static Refusal TooLarge(int limit) => new(413, InvalidRequest, string.Create(CultureInfo.InvariantCulture, $"The body is larger than {limit} bytes."))
    {
        Headers = new Dictionary<string, string> { ["Connection"] = "close" },
    };

    public static Refusal VersionUnknown(string requested) => new(400, UnsupportedVersion, "The protocol version is not known here.")
    {
        Data = new JsonObject { ["supported"] = new JsonArray(ProtocolVersions.Modern), ["requested"] = requested },
    };

    public static Refusal MethodNotAllowed(string allow) => new(405, InvalidRequest, $"Use {allow}.")
    {
        Headers = new Dictionary<string, string> { ["Allow"] = allow },
    };

    /// <summary>Over a limit of the transport. The limit is named as the draft of the RateLimit headers does; Retry-After wins.</summary>
    public static Refusal LimitReached(string bucket, int burst, int window, int seconds)
    {
        var headers = RetryAfter(seconds);
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{bucket}\";q={burst};w={window}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{bucket}\";r=0;t={seconds}");
        return new(429, TooManyRequests, string.Create(CultureInfo.InvariantCulture, $"Too many requests. Wait {seconds} s, then repeat the same call."))
        {
            Data = new JsonObject { ["retry_after_seconds"] = seconds },
            Headers = headers,
        };
    }

    private static Dictionary<string, string> RetryAfter(int seconds) => new() { ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture) };
}
