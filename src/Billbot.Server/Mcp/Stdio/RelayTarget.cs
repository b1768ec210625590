using System.Net.Sockets;
using Billbot.Server.Mcp.Wire;

namespace Billbot.Server.Mcp.Stdio;

/// <summary>Where a relay passes calls on to.</summary>
public sealed record RelayTarget
{
    private RelayTarget(Uri address, HttpClient http) => (Address, Http) = (address, http);

    internal Uri Address { get; }

    internal HttpClient Http { get; }

    /// <summary>The process that holds the data folder, over the owner's socket. No key: the folder's rights are the key.</summary>
    /// <param name="socket">Path of the socket.</param>
    /// <param name="business">Which business, where there is more than one.</param>
    public static RelayTarget Socket(string socket, string? business = null) => Socket(() => socket, business);

    /// <summary>The same where the socket may come to lie elsewhere when another process takes the folder.</summary>
    public static RelayTarget Socket(Func<string> socket, string? business)
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket()), cancel);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        if (business is not null)
            http.DefaultRequestHeaders.Add(McpHeaders.Business, business);
        return new(new Uri("http://localhost/api/mcp"), http);
    }

    /// <summary>A server somewhere else, with a key.</summary>
    /// <param name="url">The server's address; <c>/api/mcp</c> is added where no path is given.</param>
    /// <param name="key">The key; sent as a header only.</param>
    public static RelayTarget Url(Uri url, string key)
    {
        // Redirects are not followed: the key goes to the address that was named, and nowhere else.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return new(url.AbsolutePath == "/" ? new Uri(url, "/api/mcp") : url, http);
    }
}
