using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Tools;

/// <summary>
/// What an agent reads about a tool, beside its schemas. Constants only: no data of a business, nothing that changes between calls.
/// </summary>
/// <param name="Name">Name of the tool and of its use case.</param>
/// <param name="Title">The name in words.</param>
/// <param name="Hints">What the tool does to the world; hints for hosts, no protection.</param>
/// <param name="Description">What it does, what it never does, which tool comes before or after. At most 220 characters.</param>
/// <param name="Declares">The members of the answer that the output schema promises, a blank between them.</param>
internal sealed record ToolText(string Name, string Title, ToolAnnotations Hints, string Description, string Declares)
{
    /// <summary>Whether the tool can compute without writing.</summary>
    public bool CanDryRun { get; init; }

    /// <summary>Whether the tool draws a document, which may take longer.</summary>
    public bool Draws { get; init; }

    /// <summary>Arguments whose full schema another tool has.</summary>
    public IReadOnlyCollection<string> Brief { get; init; } = [];

    public static ToolAnnotations Reads => new() { ReadOnlyHint = true, OpenWorldHint = false };

    public static ToolAnnotations Writes(bool destructive = false, bool openWorld = false) => new()
    {
        ReadOnlyHint = false,
        DestructiveHint = destructive,
        IdempotentHint = true,
        OpenWorldHint = openWorld,
    };
}
