namespace Billbot.Server.Mcp;

/// <summary>Settings of the MCP face; configuration section <c>Mcp</c>.</summary>
public sealed class McpOptions
{
    public const string Section = "Mcp";

    /// <summary>Whether clients of the 2025 protocols get a session. Off: each of their requests is answered for itself.</summary>
    public bool LegacySessions { get; set; } = true;

    public int SessionsPerKey { get; set; } = 20;

    public int SessionsInAll { get; set; } = 1000;

    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromHours(1);

    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How long one tool call may take.</summary>
    public TimeSpan ToolTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a call that draws a PDF may take.</summary>
    public TimeSpan PdfTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
