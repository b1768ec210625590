using System.Net.Sockets;
using Billbot.App;
using Billbot.Domain;
using Billbot.Server.Mcp;
using Billbot.Server.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Console;

namespace Billbot.Server.Host;

/// <summary>The web host of one installation: MCP, health and the owner's channel, the mail worker beside them.</summary>
public static class BillbotHost
{
    private const int KiB = 1024;

    /// <summary>
    /// Builds the host; it listens on the addresses of <paramref name="settings"/> and on the owner's socket once it is started.
    /// The installation stays the caller's to dispose of, after the host.
    /// </summary>
    public static WebApplication Build(Installation installation, ServerSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "billbot" });
        builder.Configuration.AddConfiguration(settings.Configuration);
        LogToStandardError(builder.Logging);

        builder.Services.AddBillbot(installation).AddOwnerDesk();
        // Any replica may get the next request: none keeps a session, unless the settings say that there is only one.
        builder.Services.Configure<McpOptions>(o => o.LegacySessions = !installation.Shared);
        builder.Services.AddBillbotMcp();
        builder.Services.AddRoutingCore();
        builder.Services.AddHostedService<OutboxService>().AddHostedService<SweepService>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(8));
        builder.Services.Configure<ConsoleLifetimeOptions>(o => o.SuppressStatusMessages = true);

        if (installation.Shared && settings.Addresses.Count == 0)
            builder.Services.AddSingleton<IServer, DeafServer>();
        else
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings, installation.Shared ? null : OwnerSocket.Prepare(installation.Path)));
        builder.Services.Configure<SocketTransportOptions>(o => o.CreateBoundListenSocket = BindPrivately);

        var app = builder.Build();
        app.MapGet("/healthz", async (CancellationToken cancel) => await installation.AnswersAsync(cancel)
            ? Results.Text("ok")
            : Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapBillbotMcp();
        app.MapOwnerApi();
        return app;
    }

    /// <summary>Starts to listen. Refuses <c>port_in_use</c> and <c>port_forbidden</c>.</summary>
    public static async Task<Problem?> TryStartAsync(this WebApplication app, ServerSettings settings, CancellationToken cancel)
    {
        var urls = string.Join(" and ", settings.Addresses);
        try
        {
            await app.StartAsync(cancel);
            return null;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            return HostProblems.PortInUse(urls);
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.AccessDenied or SocketError.AddressNotAvailable)
        {
            return HostProblems.PortForbidden(urls);
        }
    }

    /// <summary>The address to give to agents: the public one, else where the server really listens, by the name localhost.</summary>
    public static Uri AddressOf(WebApplication app, ServerSettings settings)
    {
        if (settings.PublicUrl is { } known)
            return known;
        var bound = BindingAddress.Parse(OwnerApi.UrlsOf(app.Services.GetRequiredService<IServer>())[0]);
        var everywhere = bound.Host is "127.0.0.1" or "[::1]" or "0.0.0.0" or "[::]" or "*" or "+";
        return new UriBuilder("http", everywhere ? "localhost" : bound.Host, bound.Port).Uri;
    }

    /// <summary>Plain lines on standard error: what is serious, with ids and codes.</summary>
    public static void LogToStandardError(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("ModelContextProtocol", LogLevel.Warning)
            // The rights of the folder protect the keys of cursors; a start that fails is told in one line by the command.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            o.UseUtcTimestamp = true;
            o.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings, string? socket)
    {
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        kestrel.Limits.MaxRequestBodySize = KiB * KiB;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * KiB;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestLineSize = 8 * KiB;
        kestrel.Limits.MaxConcurrentConnections = 2000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));

        foreach (var address in settings.Addresses)
            address.ListenOn(kestrel);
        if (socket is not null)
            kestrel.ListenUnixSocket(socket, OwnerChannel.MarkAll);
    }

    /// <summary>The socket's rights are set before it listens: there is no moment in which others could connect.</summary>
    private static Socket BindPrivately(System.Net.EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is UnixDomainSocketEndPoint unix)
            OwnerSocket.MakePrivate(unix);
        return socket;
    }
}
