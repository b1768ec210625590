using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App;

namespace Billbot.Server.Cli;

/// <summary>What to paste into the programs that use Billbot, with the real address and key.</summary>
internal static class Snippets
{
    private static readonly JsonSerializerOptions Indented = new(AppJson.Options) { WriteIndented = true };

    public static string ClaudeCode(Uri mcp, string key) => $"claude mcp add --transport http billbot {mcp} --header \"Authorization: Bearer {key}\"";

    /// <summary>Its file takes local commands only; the command works on the data folder and needs no key.</summary>
    public static string ClaudeDesktop(Executable executable, string folder) => File(new JsonObject
    {
        ["command"] = executable.Command,
        ["args"] = new JsonArray([.. executable.Arguments.Append("mcp").Append("--data").Append(folder).Select(a => (JsonNode?)a)]),
    });

    public static string Cursor(Uri mcp, string key) => File(new JsonObject
    {
        ["url"] = mcp.AbsoluteUri,
        ["headers"] = new JsonObject { ["Authorization"] = $"Bearer {key}" },
    });

    private static string File(JsonObject server) =>
        new JsonObject { ["mcpServers"] = new JsonObject { ["billbot"] = server } }.ToJsonString(Indented);
}
