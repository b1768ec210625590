using System.Security.Claims;
using Billbot.Server.Mcp.Wire;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp;

/// <summary>
/// What an MCP endpoint serves and to whom. The product has one front, the official conformance suite is run on another:
/// the endpoint between them and the wire is the same code.
/// </summary>
public interface IMcpFront
{
    /// <summary>Says who calls, or why the call is not let in.</summary>
    ValueTask<Admission> AdmitAsync(HttpContext http);

    /// <summary>The server for one request, or for one session.</summary>
    ValueTask<McpServerOptions> OptionsForAsync(ServerUse use, CancellationToken cancel);
}

/// <summary>What a server is made for.</summary>
/// <param name="User">Who asks. In a session each request brings its own.</param>
/// <param name="Stateless">For one request only.</param>
/// <param name="Introduces">Whether the request asks for the instructions (initialize, server/discover).</param>
public readonly record struct ServerUse(ClaimsPrincipal User, bool Stateless, bool Introduces);

/// <summary>A caller who was let in, or the refusal.</summary>
public sealed record Admission
{
    private Admission()
    {
    }

    public ClaimsPrincipal User { get; private init; } = new();

    /// <summary>What sessions are bound to and calls are counted by: the key, not the person.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The business whose share of the server the call uses.</summary>
    public string Business { get; private init; } = "";

    /// <summary>Whoever made the key said that no limit is meant.</summary>
    public bool Unlimited { get; init; }

    public Refusal? Refusal { get; private init; }

    public static Admission Of(ClaimsPrincipal user, string key, string business) => new() { User = user, Key = key, Business = business };

    public static Admission Refused(Refusal refusal) => new() { Refusal = refusal };
}
