using System.Security.Claims;
using Billbot.App.Door;

namespace Billbot.Server.Mcp;

/// <summary>The caller of one request, carried where the package looks for a user. Tools read it from there, never from ambient state.</summary>
public sealed class CallerPrincipal(Caller caller, string? ip) : ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.Family)], "billbot"))
{
    public Caller Caller { get; } = caller;

    public string? Ip { get; } = ip;
}
