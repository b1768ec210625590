using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using static Billbot.Mcp.ConformanceHost.Fixture;

namespace Billbot.Mcp.ConformanceHost;

/// <summary>Tools that answer by themselves.</summary>
internal static class PlainTools
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<McpServerTool> All =>
    [
        FixtureTool.Saying("test_simple_text", "Answers one text", Text("This is a simple text response for testing.")),
        FixtureTool.Saying("test_image_content", "Answers one image", ImageContentBlock.FromBytes(Png, "image/png")),
        FixtureTool.Saying("test_audio_content", "Answers one sound", AudioContentBlock.FromBytes(Wav, "audio/wav")),
        FixtureTool.Saying("test_embedded_resource", "Answers one resource", Embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        FixtureTool.Saying(
            "test_multiple_content_types",
            "Answers text, image and resource",
            Text("Multiple content types test:"),
            ImageContentBlock.FromBytes(Png, "image/png"),
            Embedded("test://mixed-content-resource", "application/json", """{"test":"data","value":123}""")),
        FixtureTool.Saying("test_streaming_elicitation", "Answers only its result", Text("Nothing but a result.")),
        new FixtureTool("test_error_handling", "Always fails", (_, _) => new(new CallToolResult { IsError = true, Content = [Text("This tool intentionally returns an error for testing")] })),
        new FixtureTool("test_tool_with_progress", "Reports progress three times", ReportProgressAsync),
        new FixtureTool("test_tool_with_logging", "Logs three times", LogAsync),
        new FixtureTool("test_logging_tool", "Logs once, which only a client that asked for it may see", LogOnce),
        new FixtureTool("json_schema_2020_12_tool", "Has a schema of many keywords", (_, _) => new(Answer("A schema of many keywords.")), ManyKeywords),
    ];

    /// <summary>Given by the suite, to see whether a server passes a schema on as it is.</summary>
    private static string ManyKeywords => """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "$defs": { "address": { "$anchor": "addressDef", "type": "object", "properties": { "street": { "type": "string" }, "city": { "type": "string" } } } },
          "properties": {
            "name": { "type": "string" },
            "address": { "$ref": "#/$defs/address" },
            "contactMethod": { "type": "string", "enum": ["phone", "email"] },
            "phone": { "type": "string" },
            "email": { "type": "string" }
          },
          "allOf": [{ "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }] }],
          "if": { "properties": { "contactMethod": { "const": "phone" } }, "required": ["contactMethod"] },
          "then": { "required": ["phone"] },
          "else": { "required": ["email"] },
          "additionalProperties": false
        }
        """;

    private static EmbeddedResourceBlock Embedded(string uri, string mime, string text) =>
        new() { Resource = new TextResourceContents { Uri = uri, MimeType = mime, Text = text } };

    private static async ValueTask<CallToolResult> ReportProgressAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        if (request.Params.ProgressToken is not { } token)
            return Answer("Nobody asked for progress.");
        foreach (var done in (int[])[0, 50, 100])
        {
            await request.Server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = done, Total = 100 }, cancellationToken: cancel);
            await Task.Delay(Pause, cancel);
        }

        return Answer("Progress was reported.");
    }

    private static async ValueTask<CallToolResult> LogAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        using var logs = new LoggerFactory([request.Server.AsClientLoggerProvider()]);
        var log = logs.CreateLogger("fixture");
        foreach (var what in (string[])["started", "processing data", "execution completed"])
        {
            log.LogInformation("Tool {What}", what);
            await Task.Delay(Pause, cancel);
        }

        return Answer("The tool has logged.");
    }

    private static ValueTask<CallToolResult> LogOnce(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        using var logs = new LoggerFactory([request.Server.AsClientLoggerProvider()]);
        logs.CreateLogger("fixture").LogInformation("Logged once");
        return new(Answer("Logged once, for those who asked."));
    }
}
