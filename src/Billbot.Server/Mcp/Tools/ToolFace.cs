using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App.Door;
using Billbot.Domain;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp.Tools;

/// <summary>One use case as an MCP tool: validate, bind, run, write. Knows nothing of invoices.</summary>
internal sealed class ToolFace : McpServerTool
{
    private const string RequestId = "request_id";
    private const string DryRun = "dry_run";

    private static readonly Member RequestIdMember = new(RequestId, new Shape(ShapeKind.Text), Required: false, "Your key for this intent; repeat it on retry");
    private static readonly Member DryRunMember = new(DryRun, new Shape(ShapeKind.Flag), Required: false, "Compute only; write nothing");

    private readonly UseCase _useCase;
    private readonly Shape _arguments;
    private readonly TimeSpan _timeout;
    private readonly ILogger _log;

    public ToolFace(UseCase useCase, ToolText text, IOptions<McpOptions> options, ILogger log)
    {
        _useCase = useCase;
        _log = log;
        _timeout = text.Draws ? options.Value.PdfTimeout : options.Value.ToolTimeout;
        var input = Shape.Of(useCase.InputType);
        List<Member> extra = [];
        if (useCase.Operation.Effect != Effect.Reads)
            extra.Add(RequestIdMember);
        if (text.CanDryRun)
            extra.Add(DryRunMember);
        _arguments = input with { Members = [.. input.Members, .. extra] };
        ProtocolTool = new Tool
        {
            Name = text.Name,
            Title = text.Title,
            Description = text.Description,
            InputSchema = Schemas.Input(input, extra, text.Brief),
            OutputSchema = Schemas.Output(useCase.OutputType, text.Declares.Split(' ')),
            Annotations = text.Hints,
        };
    }

    public override Tool ProtocolTool { get; }

    public override IReadOnlyList<object> Metadata { get; } = [];

    /// <summary>The scope a key needs to see and call the tool.</summary>
    public Scope? Scope => _useCase.Operation.Scope;

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        var (result, outcome) = await AnswerAsync(request, cancellationToken);
        _log.LogInformation("{Tool} {Outcome} in {Milliseconds} ms", ProtocolTool.Name, outcome, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    private async Task<(CallToolResult Result, string Outcome)> AnswerAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        var principal = request.User as CallerPrincipal ?? throw new InvalidOperationException("A tool was called without a caller.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_timeout);
        try
        {
            var (bound, faults) = ArgumentBinder.Bind(_arguments, request.Params.Arguments ?? new Dictionary<string, JsonElement>());
            if (faults.Count > 0)
            {
                // A key that may not call at all is told that, not how to call.
                var refusal = Scope is { } scope && !principal.Caller.Scopes.Contains(scope) ? DoorProblems.MissingScope(scope) : Problem.InvalidArguments(faults);
                return (ToolResults.Refusal(refusal), refusal.Code);
            }

            var (input, call) = Split(bound, CallOf(request, principal));
            var ran = await _useCase.RunJsonAsync(call, input, patience.Token);
            return ran.Succeeded(out var answer, out var problem)
                ? (Linked(ToolResults.Success(answer.Value, answer.Replayed), answer.Value), "ok")
                : (ToolResults.Refusal(problem), problem.Code);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (ToolResults.Refusal(ToolProblems.TooSlow), "timeout");
        }
#pragma warning disable CA1031 // A bug in one tool is told by a reference; the server keeps serving.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var reference = RandomNumberGenerator.GetHexString(8, lowercase: true);
            _log.LogError(failure, "{Tool} failed, reference {Reference}", ProtocolTool.Name, reference);
            return (ToolResults.Refusal(ToolProblems.Internal(reference)), "internal");
        }
    }

    private static Call CallOf(MessageContext request, CallerPrincipal principal)
    {
        var agent = request.JsonRpcMessage.Context?.ClientInfo ?? request.Server.ClientInfo;
        return new Call(principal.Caller, Face.Mcp)
        {
            Ip = principal.Ip,
            Agent = agent is null ? null : $"{agent.Name}/{agent.Version}",
        };
    }

    /// <summary>Takes what belongs to the call, not to the use case, out of the arguments.</summary>
    private static (JsonElement Input, Call Call) Split(JsonElement bound, Call call)
    {
        if (!bound.TryGetProperty(RequestId, out var requestId) & !bound.TryGetProperty(DryRun, out var dryRun))
            return (bound, call);
        var input = JsonObject.Create(bound)!;
        input.Remove(RequestId);
        input.Remove(DryRun);
        call = call with
        {
            RequestId = requestId.ValueKind == JsonValueKind.String ? requestId.GetString() : null,
            DryRun = dryRun.ValueKind == JsonValueKind.True,
        };
        return (JsonSerializer.SerializeToElement(input), call);
    }

    /// <summary>An invoice comes with the address of its PDF.</summary>
    private CallToolResult Linked(CallToolResult result, JsonElement answer)
    {
        if (ProtocolTool.Name == "get_invoice" && result.IsError is not true && answer.TryGetProperty("id", out var id))
            result.Content.Add(Content.InvoiceAddress.LinkToPdf(id.GetString()!));
        return result;
    }
}
