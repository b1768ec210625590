using System.Globalization;
using Billbot.App;
using Billbot.App.Access;
using Billbot.App.Door;
using Billbot.Server.Mcp.Content;
using Billbot.Server.Mcp.Tools;
using Billbot.Server.Mcp.Wire;
using Billbot.Server.Security;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp;

/// <summary>What the product serves: its tools, resources and prompts, to whoever has a key or the owner's socket.</summary>
internal sealed class BillbotFront(
    KeyRing keys,
    Installation installation,
    RequestLimits limits,
    ToolCatalogue catalogue,
    Operations operations,
    InvoiceResources resources,
    Completions completions) : IMcpFront
{
    private static readonly TimeSpan ToolsStay = TimeSpan.FromMinutes(5);

    private static readonly Implementation Info = new()
    {
        Name = "billbot",
        Title = "Billbot",
        Version = typeof(BillbotFront).Assembly.GetName().Version?.ToString(3) ?? "0",
    };

    private readonly McpServerPrimitiveCollection<McpServerPrompt> _prompts = [.. Prompts.All];

    public async ValueTask<Admission> AdmitAsync(HttpContext http)
    {
        if (OwnerChannel.Carries(http))
            return await AdmitOwnersAgentAsync(http);
        if (KeyInAddress(http.Request))
            return Admission.Refused(Refusals.KeyInAddress);

        var ip = http.Connection.RemoteIpAddress?.ToString();
        if (BearerOf(http.Request) is { } key && await keys.AuthenticateAsync(key, ip, http.RequestAborted) is { } caller)
            return Admission.Of(new CallerPrincipal(caller, ip), caller.Key?.Value ?? caller.Family, caller.Business.Value) with { Unlimited = caller.Unlimited };
        return Admission.Refused(limits.SignInFailed(ip ?? "") ?? Refusals.Unauthorized);
    }

    public async ValueTask<McpServerOptions> OptionsForAsync(ServerUse use, CancellationToken cancel)
    {
        var options = new McpServerOptions
        {
            ServerInfo = Info,
            ScopeRequests = !use.Stateless,
            ToolCollection = catalogue.Tools,
            PromptCollection = _prompts,
            ServerInstructions = use.Introduces ? await InstructionsAsync((CallerPrincipal)use.User, cancel) : null,
        };
        options.Handlers.ListResourcesHandler = resources.ListAsync;
        options.Handlers.ListResourceTemplatesHandler = InvoiceResources.ListTemplatesAsync;
        options.Handlers.ReadResourceHandler = resources.ReadAsync;
        options.Handlers.CompleteHandler = completions.CompleteAsync;
        options.Filters.Request.ListToolsFilters.Add(next => (request, token) => ListToolsAsync(next, request, token));
        return options;
    }

    private async Task<string> InstructionsAsync(CallerPrincipal principal, CancellationToken cancel)
    {
        var asked = await operations.AskAsync(principal, "get_billing_context", new { }, cancel);
        return Instructions.For(asked.Succeeded(out var context, out _) ? context : null);
    }

    /// <summary>A key sees the tools it may call. The call is checked again by the door.</summary>
    private async ValueTask<ListToolsResult> ListToolsAsync(
        McpRequestHandler<ListToolsRequestParams, ListToolsResult> next, RequestContext<ListToolsRequestParams> request, CancellationToken cancel)
    {
        var result = await next(request, cancel);
        var scopes = ((CallerPrincipal)request.User!).Caller.Scopes;
        result.Tools = [.. catalogue.Faces.Where(f => f.Scope is not { } scope || scopes.Contains(scope)).Select(f => f.ProtocolTool)];
        result.TimeToLive = ToolsStay;
        result.CacheScope = CacheScope.Private;
        return result;
    }

    /// <summary>Over the owner's socket comes the agent of the person at this machine, for the only business or the one that is named.</summary>
    private async Task<Admission> AdmitOwnersAgentAsync(HttpContext http)
    {
        var all = await installation.BusinessesAsync(http.RequestAborted);
        var named = http.Request.Headers[McpHeaders.Business].ToString();
        var matching = all.Where(b => named.Length == 0 || b.Value == named).Take(2).ToList();
        return matching is [var business]
            ? Admission.Of(new CallerPrincipal(Caller.LocalAgent(business), ip: null), $"local {business.Value}", business.Value)
            : Admission.Refused(Refusals.BusinessUnclear);
    }

    private static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } line] && line.StartsWith("Bearer ", true, CultureInfo.InvariantCulture) ? line[7..].Trim() : null;

    private static bool KeyInAddress(HttpRequest request) =>
        request.QueryString.HasValue
        && (request.QueryString.Value!.Contains(KeyText.Prefix, StringComparison.Ordinal) || request.Query.Keys.Any(k => k is "key" or "api_key" or "apikey" or "token" or "access_token"));
}
