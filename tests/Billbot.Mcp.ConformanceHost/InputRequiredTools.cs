using System.Security.Cryptography;
using System.Text;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using static Billbot.Mcp.ConformanceHost.Fixture;
using Schemas = ModelContextProtocol.Protocol.ElicitRequestParams;

namespace Billbot.Mcp.ConformanceHost;

/// <summary>Tools that answer "input required" and are called again with what was asked for.</summary>
internal static class InputRequiredTools
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);

    public static IEnumerable<McpServerTool> All =>
    [
        Tool("test_input_required_result_elicitation", AskName),
        Tool("test_incomplete_result_elicitation", AskName),
        Tool("test_input_required_result_sampling", c => Given(c, "capital_question") ? Answer("The model has answered.") : throw Needed(("capital_question", Capital))),
        Tool("test_input_required_result_list_roots", c => Given(c, "client_roots") ? Answer("The client has listed its roots.") : throw Needed(("client_roots", Roots))),
        Tool("test_input_required_result_request_state", KeepState),
        Tool("test_input_required_result_multiple_inputs", AskThree),
        Tool("test_input_required_result_multi_round", AskTwice),
        Tool("test_input_required_result_tampered_state", SignState),
        Tool("test_input_required_result_capabilities", AskWhatIsPossible),
    ];

    private static InputRequest Name => Question("What is your name?", "name", new Schemas.StringSchema());

    private static InputRequest Confirmation => Question("Please confirm", "ok", new Schemas.BooleanSchema());

    private static InputRequest Capital => InputRequest.ForSampling(Ask("What is the capital of France?"));

    private static InputRequest Roots => InputRequest.ForRootsList(new ListRootsRequestParams());

    private static FixtureTool Tool(string name, Func<RequestContext<CallToolRequestParams>, CallToolResult> body) =>
        new(name, "Asks for input before it answers", (request, _) => new(body(request)));

    private static bool Given(RequestContext<CallToolRequestParams> call, params string[] keys) =>
        call.Params.InputResponses is { } responses && keys.All(responses.ContainsKey);

    private static InputRequiredException Needed(params (string Key, InputRequest Request)[] requests) => Needed(null, requests);

    private static InputRequiredException Needed(string? state, params (string Key, InputRequest Request)[] requests) =>
        new(requests.ToDictionary(r => r.Key, r => r.Request), state);

    private static CallToolResult AskName(RequestContext<CallToolRequestParams> call)
    {
        if (!Given(call, "user_name"))
            throw Needed(("user_name", Name));
        var answer = call.Params.InputResponses!["user_name"].Deserialize(InputResponse.ElicitResultJsonTypeInfo);
        return answer?.Content is { } fields && fields.TryGetValue("name", out var name)
            ? Answer($"Hello, {name}!")
            : throw Needed(("user_name", Name));
    }

    private static CallToolResult KeepState(RequestContext<CallToolRequestParams> call) => call.Params.RequestState switch
    {
        null => throw Needed("kept", ("confirm", Confirmation)),
        "kept" => Answer("state-ok: the state came back as it was sent."),
        _ => Answer("The state is another one."),
    };

    private static CallToolResult AskThree(RequestContext<CallToolRequestParams> call) =>
        Given(call, "user_name", "greeting", "client_roots")
            ? Answer("All three answers are here.")
            : throw Needed("three", ("user_name", Name), ("greeting", InputRequest.ForSampling(Ask("Write a greeting"))), ("client_roots", Roots));

    private static CallToolResult AskTwice(RequestContext<CallToolRequestParams> call) => call.Params.RequestState switch
    {
        null => throw Needed("first", ("step1", Name)),
        "first" => throw Needed("second", ("step2", Question("What is your favourite colour?", "color", new Schemas.StringSchema()))),
        _ => Answer("Both rounds are over."),
    };

    private static CallToolResult SignState(RequestContext<CallToolRequestParams> call)
    {
        if (call.Params.RequestState is not { } state)
            throw Needed(Sign("round"), ("confirm", Confirmation));
        return state == Sign("round")
            ? Answer("The state is the one that was signed.")
            : throw new McpProtocolException("The state was altered.", McpErrorCode.InvalidParams);
    }

    private static CallToolResult AskWhatIsPossible(RequestContext<CallToolRequestParams> call)
    {
        if (call.Params.InputResponses is { Count: > 0 })
            return Answer("The answers are here.");
        var can = call.JsonRpcRequest.Context?.ClientCapabilities;
        var requests = new List<(string, InputRequest)>();
        if (can?.Sampling is not null)
            requests.Add(("capital_question", Capital));
        if (can?.Elicitation is not null)
            requests.Add(("user_name", Name));
        if (can?.Roots is not null)
            requests.Add(("client_roots", Roots));
        return requests.Count == 0 ? Answer("The client can be asked nothing.") : throw Needed([.. requests]);
    }

    private static string Sign(string text) => $"{text}.{Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(text)))}";
}
