using System.Net;
using Billbot.Domain;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Billbot.Server.Host;

/// <summary>One address that the server listens on, from text such as <c>http://127.0.0.1:5080</c>.</summary>
public sealed record ListenAddress(string Host, int Port)
{
    /// <summary>Both loopback addresses of this machine; nobody else reaches it.</summary>
    public static ListenAddress Default { get; } = new("localhost", 5080);

    /// <summary>Reads one URL. Refuses <c>invalid_url</c>, and https: certificates are the reverse proxy's.</summary>
    public static Result<ListenAddress> Parse(string text)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(text);
        }
        catch (FormatException)
        {
            return HostProblems.InvalidUrl(text);
        }

        if (address.Scheme == "https")
            return HostProblems.NoCertificates;
        if (address.Scheme != "http" || address.IsUnixPipe || address.PathBase.Length > 0 || address.Port is < 0 or > 65535)
            return HostProblems.InvalidUrl(text);
        return address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host, out _)
            ? new ListenAddress(address.Host, address.Port)
            : HostProblems.InvalidUrl(text);
    }

    /// <summary>Makes Kestrel listen here. Port 0 takes a free one.</summary>
    public void ListenOn(KestrelServerOptions kestrel)
    {
        if (IPAddress.TryParse(Host, out var ip))
            kestrel.Listen(ip, Port);
        else if (Host is "*" or "+")
            kestrel.ListenAnyIP(Port);
        else if (Port == 0)
            kestrel.Listen(IPAddress.Loopback, Port);
        else
            kestrel.ListenLocalhost(Port);
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://{Host}:{Port}");
}
