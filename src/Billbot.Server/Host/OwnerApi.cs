using System.Reflection;
using Billbot.App;
using Billbot.Server.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Billbot.Server.Host;

/// <summary>The owner's channel: every use case, over the socket in the data folder and nowhere else.</summary>
internal static class OwnerApi
{
    public static void MapOwnerApi(this WebApplication app)
    {
        app.MapGet("/owner", (HttpContext http, IServer server) => OnlyOwner(http, () => Task.FromResult(HolderOf(server))));
        app.MapGet("/owner/businesses", (HttpContext http, OwnerDesk desk) =>
            OnlyOwner(http, async () => new BusinessIds(await desk.BusinessesAsync(http.RequestAborted))));
        app.MapPost("/owner/{operation}", (HttpContext http, string operation, OwnerDesk desk) => OnlyOwner(http, async () =>
        {
            var request = await http.Request.ReadFromJsonAsync<OwnerRequest>(AppJson.Options, http.RequestAborted) ?? new OwnerRequest();
            return (await desk.AskAsync(operation, request, http.RequestAborted)).Succeeded(out var value, out var problem)
                ? new OwnerAnswer { Value = value }
                : new OwnerAnswer { Problem = problem };
        }));
    }

    /// <summary>Where this process listens for others than its owner.</summary>
    public static IReadOnlyList<string> UrlsOf(IServer server) =>
        [.. server.Features.Get<IServerAddressesFeature>()?.Addresses.Where(a => !a.StartsWith("http://unix:", StringComparison.Ordinal)) ?? []];

    public static string Version { get; } = typeof(OwnerApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static HolderView HolderOf(IServer server) => new(Environment.ProcessId, Version, UrlsOf(server));

    /// <summary>Over TCP these addresses do not exist.</summary>
    private static Task OnlyOwner<T>(HttpContext http, Func<Task<T>> answer)
    {
        if (OwnerChannel.Carries(http))
            return AnswerAsync(http, answer);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task AnswerAsync<T>(HttpContext http, Func<Task<T>> answer) =>
        await http.Response.WriteAsJsonAsync(await answer(), AppJson.Options, http.RequestAborted);
}
