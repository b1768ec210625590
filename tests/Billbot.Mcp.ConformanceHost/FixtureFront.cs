using System.Security.Claims;
using Billbot.Server.Mcp;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Mcp.ConformanceHost;

/// <summary>Lets everybody in as one fixed caller and serves what the suite asks for.</summary>
internal sealed class FixtureFront : IMcpFront
{
    private static readonly ClaimsPrincipal Caller = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "conformance")], "fixture"));

    private readonly McpServerPrimitiveCollection<McpServerTool> _tools = [.. PlainTools.All, .. AskingTools.All, .. InputRequiredTools.All];
    private readonly McpServerPrimitiveCollection<McpServerPrompt> _prompts = [.. FixturePrompts.All];
    private readonly McpServerResourceCollection _resources = [.. FixtureResources.All];

    public ValueTask<Admission> AdmitAsync(HttpContext http) => new(Admission.Of(Caller, "conformance", "conformance"));

    public ValueTask<McpServerOptions> OptionsForAsync(ServerUse use, CancellationToken cancel)
    {
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "billbot-conformance", Version = "1.0.0" },
            ServerInstructions = "Fixtures of the conformance suite.",
            ScopeRequests = !use.Stateless,
            ToolCollection = _tools,
            PromptCollection = _prompts,
            ResourceCollection = _resources,
        };
        options.Handlers.CompleteHandler = (_, _) => new(new CompleteResult { Completion = new Completion { Values = ["paris"], Total = 1, HasMore = false } });
        if (!use.Stateless)
        {
            options.Handlers.SubscribeToResourcesHandler = (_, _) => new(new EmptyResult());
            options.Handlers.UnsubscribeFromResourcesHandler = (_, _) => new(new EmptyResult());
            options.Handlers.SetLoggingLevelHandler = (_, _) => new(new EmptyResult());
        }

        return new(options);
    }
}
