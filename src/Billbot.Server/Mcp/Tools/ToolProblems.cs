using System.Text.Json.Nodes;
using Billbot.Domain;

namespace Billbot.Server.Mcp.Tools;

/// <summary>What the tool machinery itself refuses.</summary>
internal static class ToolProblems
{
    public static Problem TooSlow { get; } = new(
        ProblemKind.Unavailable,
        "busy",
        "The call took too long and was stopped; nothing was changed.",
        "Repeat the same call with the same request_id.");

    public static Problem Internal(string reference) => new(
        ProblemKind.Unavailable,
        "internal",
        $"Something failed inside Billbot. Reference {reference}.",
        "Repeat the call once. If it fails again, tell the user the reference.")
    {
        Details = new JsonObject { ["reference"] = reference },
    };
}
