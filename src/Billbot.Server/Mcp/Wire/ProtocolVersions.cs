namespace Billbot.Server.Mcp.Wire;

/// <summary>The protocol versions Billbot speaks, and which era each belongs to.</summary>
internal static class ProtocolVersions
{
    public const string Modern = "2026-07-28";

    private static readonly HashSet<string> Legacy = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];

    public static bool IsKnown(string version) => version == Modern || Legacy.Contains(version);

    public static bool IsLegacy(string version) => Legacy.Contains(version);
}

/// <summary>The header names of Streamable HTTP; the package keeps its own ones to itself.</summary>
internal static class McpHeaders
{
    public const string ProtocolVersion = "MCP-Protocol-Version";
    public const string Method = "Mcp-Method";
    public const string Name = "Mcp-Name";
    public const string SessionId = "Mcp-Session-Id";

    /// <summary>On the owner's channel: which business, where there is more than one.</summary>
    public const string Business = "Billbot-Business";
}
