using Billbot.Server.Mcp.Wire;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Http;

/// <summary>Rows 7 to 10 of the checks: which era the message belongs to, and whether headers and body say the same.</summary>
internal static class EraChecks
{
    private static readonly HashSet<string> RemovedMethods =
        ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"];

    /// <summary>Modern when the header or the body names the modern version; everything else is of the era of initialize.</summary>
    public static bool IsModern(HttpRequest request, IncomingMessage message) =>
        VersionOf(request) == ProtocolVersions.Modern || message.MetaVersion is { } meta && !ProtocolVersions.IsLegacy(meta);

    public static string? VersionOf(HttpRequest request) => HeaderOf(request, McpHeaders.ProtocolVersion);

    public static Refusal? RefusalOf(HttpRequest request, IncomingMessage message)
    {
        var version = VersionOf(request);
        if (version is not null && !ProtocolVersions.IsKnown(version))
            return Refusals.VersionUnknown(version.Length > 40 ? version[..40] : version);
        if (!IsModern(request, message))
            return null;
        if (message.IsRequest && (message.MetaVersion is null || !message.MetaHasCapabilities))
            return Refusals.MetaMissing;
        // A notification needs no _meta: it has nobody to refuse to.
        if (version is null || message.MetaVersion is { } meta && meta != version)
            return Refusals.VersionHeaderMismatch;
        if (message.Method is not { } method)
            return Refusals.NotJsonRpc;
        if (HeaderOf(request, McpHeaders.Method) != method)
            return Refusals.MethodHeaderMismatch;
        if (message.HasTarget && TargetOf(request) != message.Target)
            return Refusals.NameHeaderMismatch;
        return RemovedMethods.Contains(method) ? Refusals.MethodRemoved : null;
    }

    /// <summary>The decoded Mcp-Name: names beyond ASCII come as <c>=?base64?…?=</c>.</summary>
    private static string? TargetOf(HttpRequest request) => HeaderOf(request, McpHeaders.Name) is { } name ? McpHeaderEncoder.DecodeValue(name) ?? "" : "";

    private static string? HeaderOf(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.ToString().Trim() is { Length: > 0 } text ? text : null;
}
