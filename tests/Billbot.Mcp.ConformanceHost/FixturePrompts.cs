using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using static Billbot.Mcp.ConformanceHost.Fixture;

namespace Billbot.Mcp.ConformanceHost;

/// <summary>A prompt of the suite.</summary>
internal sealed class FixturePrompt(string name, string[] arguments, Func<RequestContext<GetPromptRequestParams>, ContentBlock[]> body) : McpServerPrompt
{
    public override Prompt ProtocolPrompt { get; } = new()
    {
        Name = name,
        Description = "A prompt of the suite",
        Arguments = [.. arguments.Select(a => new PromptArgument { Name = a, Description = "Any text", Required = true })],
    };

    public override IReadOnlyList<object> Metadata { get; } = [];

    public override ValueTask<GetPromptResult> GetAsync(RequestContext<GetPromptRequestParams> request, CancellationToken cancellationToken = default) =>
        new(new GetPromptResult { Messages = [.. body(request).Select(c => new PromptMessage { Role = Role.User, Content = c })] });
}

internal static class FixturePrompts
{
    public static IEnumerable<McpServerPrompt> All =>
    [
        new FixturePrompt("test_simple_prompt", [], _ => [Text("This is a simple prompt for testing.")]),
        new FixturePrompt("test_prompt_with_arguments", ["arg1", "arg2"], r => [Text($"Prompt with arguments: arg1='{Of(r, "arg1")}', arg2='{Of(r, "arg2")}'")]),
        new FixturePrompt("test_prompt_with_embedded_resource", ["resourceUri"], r =>
        [
            new EmbeddedResourceBlock { Resource = new TextResourceContents { Uri = Of(r, "resourceUri"), MimeType = "text/plain", Text = "Embedded resource content for testing." } },
            Text("Please process the embedded resource above."),
        ]),
        new FixturePrompt("test_prompt_with_image", [], _ => [ImageContentBlock.FromBytes(Png, "image/png"), Text("Please analyze the image above.")]),
        new FixturePrompt("test_input_required_result_prompt", [], AskContext),
    ];

    private static string Of(RequestContext<GetPromptRequestParams> request, string name) =>
        request.Params.Arguments is { } arguments && arguments.TryGetValue(name, out var value) ? value.ToString() : "";

    private static ContentBlock[] AskContext(RequestContext<GetPromptRequestParams> request) =>
        request.Params.InputResponses?.ContainsKey("user_context") == true
            ? [Text("Go on with the context that was given.")]
            : throw new InputRequiredException(new Dictionary<string, InputRequest>
            {
                ["user_context"] = Question("Which context?", "context", new ElicitRequestParams.StringSchema()),
            });
}
