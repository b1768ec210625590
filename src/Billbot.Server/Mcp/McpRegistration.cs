using Billbot.Server.Mcp.Content;
using Billbot.Server.Mcp.Http;
using Billbot.Server.Mcp.Tools;
using Billbot.Server.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Billbot.Server.Mcp;

/// <summary>Adds the MCP face to a host.</summary>
public static class McpRegistration
{
    /// <summary>
    /// Everything MCP needs beside the use cases: tools, resources, prompts, the HTTP endpoint and what <c>billbot mcp</c> serves.
    /// The host calls <c>AddBillbot</c> as well.
    /// </summary>
    public static IServiceCollection AddBillbotMcp(this IServiceCollection services)
    {
        services.AddMcpEndpoint();
        services.AddSingleton<ToolCatalogue>();
        services.AddSingleton<Operations>();
        services.AddSingleton<InvoiceResources>();
        services.AddSingleton<Completions>();
        services.AddSingleton<IMcpFront, BillbotFront>();
        return services;
    }

    /// <summary>The endpoint and its guards, for a host that registers its own <see cref="IMcpFront"/>.</summary>
    public static IServiceCollection AddMcpEndpoint(this IServiceCollection services)
    {
        // The package logs what a client did wrong as an error with a stack trace; the tools write a line of their own.
        services.AddLogging(logs => logs.AddFilter("ModelContextProtocol", LogLevel.Critical));
        services.AddOptions<McpOptions>().BindConfiguration(McpOptions.Section);
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section);
        services.AddOptions<AddressOptions>().BindConfiguration(AddressOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<HostGate>();
        services.TryAddSingleton<RequestLimits>();
        services.AddSingleton<McpSessions>();
        services.AddSingleton<McpEndpoint>();
        return services;
    }

    /// <summary>Maps the endpoint. The path is the whole address: no other path below it answers.</summary>
    public static IEndpointRouteBuilder MapBillbotMcp(this IEndpointRouteBuilder endpoints, string path = "/api/mcp")
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<McpEndpoint>();
        endpoints.MapPost(path, endpoint.PostAsync);
        endpoints.MapGet(path, endpoint.GetAsync);
        endpoints.MapDelete(path, endpoint.DeleteAsync);
        return endpoints;
    }
}
