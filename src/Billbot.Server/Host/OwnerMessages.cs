using System.Globalization;
using System.Text.Json;
using Billbot.Domain;

namespace Billbot.Server.Host;

/// <summary>What the owner asks: one operation in one business.</summary>
public sealed record OwnerRequest
{
    /// <summary>None for what founds a business.</summary>
    public BusinessId? Business { get; init; }

    public JsonElement Input { get; init; }

    public string? RequestId { get; init; }

    public bool DryRun { get; init; }
}

/// <summary>The answer: a value or the reason why there is none.</summary>
public sealed record OwnerAnswer
{
    public JsonElement? Value { get; init; }

    public Problem? Problem { get; init; }
}

/// <summary>Who holds the data folder.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Version">Its version of Billbot.</param>
/// <param name="Urls">Where it listens; empty for an agent's own process.</param>
public sealed record HolderView(int Pid, string Version, IReadOnlyList<string> Urls)
{
    internal string Doing => Urls.Count == 0
        ? "which serves an agent (billbot mcp)"
        : string.Create(CultureInfo.InvariantCulture, $"which listens on {string.Join(" and ", Urls)}");
}

/// <summary>The businesses of the folder, oldest first.</summary>
public sealed record BusinessIds(IReadOnlyList<BusinessId> Businesses);
