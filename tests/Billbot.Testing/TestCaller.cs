using System.Text.Json;
using Billbot.App;
using Billbot.App.Door;
using Billbot.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.Testing;

/// <summary>Somebody who calls operations by name, through the door, as every face does.</summary>
public sealed class TestCaller(IServiceProvider services, Caller caller, Face face)
{
    public Caller Caller => caller;

    /// <summary>The answer, a refusal included.</summary>
    public async Task<TestAnswer> CallAsync(string operation, object input, string? requestId = null, bool dryRun = false)
    {
        var useCase = services.GetServices<UseCase>().Single(u => u.Operation.Name == operation);
        var call = new Call(caller, face) { RequestId = requestId, DryRun = dryRun };
        var result = await useCase.RunJsonAsync(call, JsonSerializer.SerializeToElement(input, AppJson.Options));
        return result.Succeeded(out var answer, out var problem) ? new TestAnswer(answer.Value, answer.Replayed, null) : new TestAnswer(default, false, problem);
    }

    /// <summary>The answer of a call that has to succeed.</summary>
    public async Task<TestAnswer> AskAsync(string operation, object input, string? requestId = null, bool dryRun = false)
    {
        var answer = await CallAsync(operation, input, requestId, dryRun);
        return answer.Refusal is null ? answer : throw new InvalidOperationException($"{operation}: {JsonSerializer.Serialize(answer.Refusal, AppJson.Options)}");
    }

    /// <summary>The refusal of a call that must not succeed.</summary>
    public async Task<Problem> RefusedAsync(string operation, object input, string? requestId = null)
    {
        var answer = await CallAsync(operation, input, requestId);
        return answer.Refusal ?? throw new InvalidOperationException($"{operation} was not refused: {answer.Value}");
    }

    /// <summary>The code of the refusal; for one wrong argument, the code of that.</summary>
    public async Task<string> RefusalCodeAsync(string operation, object input, string? requestId = null)
    {
        var problem = await RefusedAsync(operation, input, requestId);
        return problem.Errors is [var only] ? only.Code : problem.Code;
    }
}

/// <summary>What a call answered.</summary>
public sealed record TestAnswer(JsonElement Value, bool Replayed, Problem? Refusal)
{
    public string Text(string path) => At(path).GetString()!;

    public int Number(string path) => At(path).GetInt32();

    public bool Flag(string path) => At(path).GetBoolean();

    public int Count(string path) => At(path).GetArrayLength();

    public bool Has(string path) => TryAt(path, out _);

    public IReadOnlyList<string> Warnings => [.. At("warnings").EnumerateArray().Select(w => w.GetProperty("code").GetString()!)];

    /// <summary>The element at a path such as <c>line_items/0/net</c>.</summary>
    public JsonElement At(string path) => TryAt(path, out var found) ? found : throw new KeyNotFoundException($"No {path} in {Value}");

    private bool TryAt(string path, out JsonElement found)
    {
        found = Value;
        foreach (var step in path.Split('/'))
        {
            if (found.ValueKind == JsonValueKind.Array && int.TryParse(step, out var index) && index < found.GetArrayLength())
                found = found[index];
            else if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step, out found))
                return false;
        }

        return true;
    }
}
