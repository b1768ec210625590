using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Billbot.Server.Tests.Torture;

/// <summary>A load balancer as simple as one can be: each new connection goes to the next server that takes it.</summary>
internal sealed class RoundRobin : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint?[] _servers;
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private int _next;

    public RoundRobin(int servers)
    {
        _servers = new IPEndPoint?[servers];
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new UriBuilder("http", "127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port).Uri;

    /// <summary>From now on server <paramref name="i"/> is at <paramref name="address"/>; gone where that is null.</summary>
    public void Set(int i, Uri? address) => _servers[i] = address is null ? null : new IPEndPoint(IPAddress.Loopback, address.Port);

    /// <summary>Ends every connection there is, as a cable that is pulled does.</summary>
    public void Cut()
    {
        foreach (var connection in _open.Keys)
            connection.Close();
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassOnAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task PassOnAsync(TcpClient client)
    {
        using (client)
        {
            if (await ConnectAsync() is not { } server)
                return;
            using (server)
            {
                _open[client] = true;
                try
                {
                    var (one, other) = (client.GetStream(), server.GetStream());
                    await Task.WhenAny(one.CopyToAsync(other), other.CopyToAsync(one));
                }
                catch (Exception broken) when (broken is IOException or SocketException or InvalidOperationException)
                {
                    // Either side went away: the other learns it by the end of its connection.
                }
                finally
                {
                    _open.TryRemove(client, out _);
                }
            }
        }
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        for (var tries = 0; tries < _servers.Length; tries++)
        {
            if (_servers[(uint)Interlocked.Increment(ref _next) % _servers.Length] is not { } address)
                continue;
            var server = new TcpClient();
            try
            {
                await server.ConnectAsync(address);
                return server;
            }
            catch (SocketException)
            {
                server.Dispose();
            }
        }

        return null;
    }
}
