using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using static Billbot.Mcp.ConformanceHost.Fixture;
using Schemas = ModelContextProtocol.Protocol.ElicitRequestParams;

namespace Billbot.Mcp.ConformanceHost;

/// <summary>Tools that ask the client something in the middle of a call, as sessions of 2025 allow.</summary>
internal static class AskingTools
{
    public static IEnumerable<McpServerTool> All =>
    [
        new FixtureTool("test_sampling", "Has the client's model complete a prompt", SampleAsync, FixtureTool.OneText("prompt")),
        new FixtureTool("test_elicitation", "Asks the user", (r, c) => ElicitAsync(r, NameAndMail(ArgumentOf(r, "message")), c), FixtureTool.OneText("message")),
        new FixtureTool("test_elicitation_sep1034_defaults", "Asks with a default for each kind of field", (r, c) => ElicitAsync(r, Defaults, c)),
        new FixtureTool("test_elicitation_sep1330_enums", "Asks with each kind of choice", (r, c) => ElicitAsync(r, Choices, c)),
        new FixtureTool("test_missing_capability", "Needs a client that can sample", NeedSampling),
    ];

    private static Schemas Defaults => Form("Check these values", new()
    {
        ["name"] = new Schemas.StringSchema { Default = "John Doe" },
        ["age"] = new Schemas.NumberSchema { Type = "integer", Default = 30 },
        ["score"] = new Schemas.NumberSchema { Default = 95.5 },
        ["status"] = new Schemas.UntitledSingleSelectEnumSchema { Enum = ["active", "inactive", "pending"], Default = "active" },
        ["verified"] = new Schemas.BooleanSchema { Default = true },
    });

    private static Schemas Choices => Form("Choose", new()
    {
        ["untitledSingle"] = new Schemas.UntitledSingleSelectEnumSchema { Enum = ["option1", "option2", "option3"] },
        ["titledSingle"] = new Schemas.TitledSingleSelectEnumSchema { OneOf = Options("value1", "value2", "value3") },
        ["legacyEnum"] = new Schemas.LegacyTitledEnumSchema { Enum = ["opt1", "opt2", "opt3"], EnumNames = ["Option One", "Option Two", "Option Three"] },
        ["untitledMulti"] = new Schemas.UntitledMultiSelectEnumSchema { Items = new() { Enum = ["option1", "option2", "option3"] } },
        ["titledMulti"] = new Schemas.TitledMultiSelectEnumSchema { Items = new() { AnyOf = Options("value1", "value2", "value3") } },
    });

    private static Schemas NameAndMail(string message) =>
        Form(message, new() { ["username"] = new Schemas.StringSchema(), ["email"] = new Schemas.StringSchema() }, "username", "email");

    private static List<Schemas.EnumSchemaOption> Options(params string[] values) => [.. values.Select(v => new Schemas.EnumSchemaOption { Const = v, Title = $"Choice {v}" })];

    private static async ValueTask<CallToolResult> SampleAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        var result = await request.Server.SampleAsync(Ask(ArgumentOf(request, "prompt")), cancel);
        return Answer($"The model said: {result.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text}");
    }

    private static async ValueTask<CallToolResult> ElicitAsync(RequestContext<CallToolRequestParams> request, Schemas form, CancellationToken cancel)
    {
        var result = await request.Server.ElicitAsync(form, cancel);
        return Answer($"The user's answer: action={result.Action}, fields={result.Content?.Count ?? 0}");
    }

    private static ValueTask<CallToolResult> NeedSampling(RequestContext<CallToolRequestParams> request, CancellationToken cancel) =>
        request.Server.ClientCapabilities?.Sampling is not null
            ? new(Answer("The client can sample."))
            : throw new MissingRequiredClientCapabilityException(new ClientCapabilities { Sampling = new() }, "This tool needs a client that can sample.");
}
