using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Mcp.ConformanceHost;

/// <summary>A tool of the suite: a name, a purpose, the names of its text arguments, and what it does.</summary>
internal sealed class FixtureTool(
    string name,
    string purpose,
    Func<RequestContext<CallToolRequestParams>, CancellationToken, ValueTask<CallToolResult>> body,
    string? schema = null) : McpServerTool
{
    public static readonly string NoArguments = """{"type":"object","properties":{}}""";

    public override Tool ProtocolTool { get; } = new()
    {
        Name = name,
        Description = purpose,
        InputSchema = JsonElement.Parse(schema ?? NoArguments),
    };

    public override IReadOnlyList<object> Metadata { get; } = [];

    public static FixtureTool Saying(string name, string purpose, params ContentBlock[] content) =>
        new(name, purpose, (_, _) => new(new CallToolResult { Content = [.. content] }));

    public static string OneText(string argument) => $$$"""{"type":"object","properties":{"{{{argument}}}":{"type":"string"}},"required":["{{{argument}}}"]}""";

    public override ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default) =>
        body(request, cancellationToken);
}

/// <summary>Short ways to say what fixtures say often.</summary>
internal static class Fixture
{
    /// <summary>One red pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    /// <summary>A sound of no length.</summary>
    public static readonly byte[] Wav = Convert.FromBase64String("UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=");

    public static TextContentBlock Text(string text) => new() { Text = text };

    public static CallToolResult Answer(string text) => new() { Content = [Text(text)] };

    public static string ArgumentOf(RequestContext<CallToolRequestParams> request, string name) =>
        request.Params.Arguments is { } arguments && arguments.TryGetValue(name, out var value) ? value.ToString() : "";

    public static InputRequest Question(string message, string field, ElicitRequestParams.PrimitiveSchemaDefinition schema) =>
        InputRequest.ForElicitation(Form(message, new() { [field] = schema }, field));

    public static ElicitRequestParams Form(string message, Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition> fields, params string[] required) => new()
    {
        Message = message,
        RequestedSchema = new ElicitRequestParams.RequestSchema { Properties = fields, Required = required.Length == 0 ? null : required },
    };

    public static CreateMessageRequestParams Ask(string question) => new()
    {
        Messages = [new SamplingMessage { Role = Role.User, Content = [Text(question)] }],
        MaxTokens = 100,
    };
}
