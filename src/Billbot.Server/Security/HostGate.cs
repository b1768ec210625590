using Billbot.Server.Mcp.Wire;
using Microsoft.Extensions.Options;

namespace Billbot.Server.Security;

/// <summary>Which names this server answers to; configuration section <c>Hosts</c>.</summary>
public sealed class AddressOptions
{
    public const string Section = "Hosts";

    /// <summary>Host names without port, beside localhost, 127.0.0.1 and [::1].</summary>
    public IList<string> Allowed { get; } = [];

    /// <summary>The address people and agents use, where it is not a loopback one.</summary>
    public Uri? PublicUrl { get; set; }
}

/// <summary>
/// Refuses requests for a foreign host name (a page that rebinds DNS to this machine) and requests that a foreign page sends.
/// Comes before keys and before the body.
/// </summary>
public sealed class HostGate
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    public HostGate(IOptions<AddressOptions> options)
    {
        _hosts.UnionWith(options.Value.Allowed);
        if (options.Value.PublicUrl is { IsAbsoluteUri: true } url)
            _hosts.Add(url.Host);
    }

    /// <summary>Null for a request that may go on. The owner's channel has no host name to speak of.</summary>
    public Refusal? RefusalOf(HttpContext http)
    {
        var host = http.Request.Host;
        if (!OwnerChannel.Carries(http) && (http.Request.Headers.Host.Count != 1 || !_hosts.Contains(host.Host)))
            return Refusals.ForeignHost;
        return http.Request.Headers.Origin is { Count: > 0 } origin && !IsOurs(origin.ToString(), host) ? Refusals.ForeignOrigin : null;
    }

    /// <summary>An origin is ours when it is the host and port that the request went to. "null" is nobody's.</summary>
    private static bool IsOurs(string origin, HostString host)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https"))
            return false;
        return string.Equals(page.Host, host.Host, StringComparison.OrdinalIgnoreCase)
            && page.Port == (host.Port ?? (page.Scheme == "https" ? 443 : 80));
    }
}
