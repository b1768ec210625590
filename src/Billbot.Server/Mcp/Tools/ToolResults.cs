using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App;
using Billbot.Domain;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Tools;

/// <summary>Answers of use cases as tool results.</summary>
internal static class ToolResults
{
    private const int MostBytes = 256 * 1024;

    private static Problem TooLarge { get; } = new(
        ProblemKind.Invalid,
        "result_too_large",
        "The answer is larger than 256 KB.",
        "Ask for less: a smaller limit, detail concise, or one record at a time.");

    /// <summary>The record twice: as structured content, and as text for clients that read only text.</summary>
    public static CallToolResult Success(JsonElement answer, bool replayed)
    {
        if (replayed && JsonObject.Create(answer) is { } again)
        {
            again["replayed"] = true;
            answer = JsonSerializer.SerializeToElement(again, AppJson.Options);
        }

        var text = answer.GetRawText();
        return text.Length > MostBytes
            ? Refusal(TooLarge)
            : new CallToolResult { StructuredContent = answer, Content = [new TextContentBlock { Text = text }] };
    }

    /// <summary>Errors stand in the text only: clients hold structured content against the output schema even of an error, and throw it away.</summary>
    public static CallToolResult Refusal(Problem problem) => new()
    {
        IsError = true,
        Content = [new TextContentBlock { Text = JsonSerializer.Serialize(Of(problem), AppJson.Options) }],
    };

    private static JsonObject Of(Problem problem)
    {
        var json = new JsonObject { ["code"] = problem.Code, ["message"] = problem.Message };
        if (problem.Field is { } field)
            json["field"] = field;
        json["fix"] = problem.Fix;
        json["retry"] = RetryOf(problem);
        if (problem.Code is "request_in_progress" or "busy")
            json["retry_after_seconds"] = 1;
        if (DetailsOf(problem) is { Count: > 0 } details)
            json["details"] = details;
        return json;
    }

    private static JsonObject DetailsOf(Problem problem)
    {
        var details = problem.Details?.DeepClone() as JsonObject ?? [];
        if (problem.Errors.Count > 0)
        {
            details["errors"] = new JsonArray([.. problem.Errors.Select(e =>
            {
                var error = new JsonObject { ["code"] = e.Code };
                if (e.Field is not null)
                    error["field"] = e.Field;
                error["message"] = e.Message;
                error["fix"] = e.Fix;
                if (e.Details is not null)
                    error["details"] = e.Details.DeepClone();
                return error;
            })]);
        }

        return details;
    }

    private static string RetryOf(Problem problem) => problem.Kind switch
    {
        ProblemKind.Forbidden => "no",
        ProblemKind.LimitReached or ProblemKind.Unavailable => "later",
        ProblemKind.Conflict when problem.Code == "request_in_progress" => "later",
        ProblemKind.Malformed or ProblemKind.Invalid or ProblemKind.NotFound or ProblemKind.Conflict => "after_fix",
        _ => "no",
    };
}
