using Billbot.Server.Mcp.Http;
using Billbot.Server.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Billbot.Server.Mcp;

/// <summary>Adds the MCP face to a host.</summary>
public static class McpRegistration
{
    /// <summary>The endpoint and its guards, for a host that registers its own <see cref="IMcpFront"/>.</summary>
    public static IServiceCollection AddMcpEndpoint(this IServiceCollection services)
    {
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
