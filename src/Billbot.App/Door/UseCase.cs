using System.Text.Json;
using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>A use case as faces list it: its operation, and its entrance for input that is already JSON.</summary>
public abstract class UseCase
{
    public abstract Operation Operation { get; }

    public abstract Type InputType { get; }

    public abstract Type OutputType { get; }

    /// <summary>The same entrance as the typed one, for JSON made by Billbot itself (the owner's channel).</summary>
    public abstract Task<Result<Answer<JsonElement>>> RunJsonAsync(Call call, JsonElement input, CancellationToken cancel = default);
}

/// <summary>
/// Everything anyone can do to or learn from Billbot is a use case, and this is its only entrance:
/// permission, text rules, idempotency, transaction, audit and outbox are in it, so that no face can skip them.
/// </summary>
public abstract class UseCase<TInput, TOutput>(Doorway doorway) : UseCase
    where TInput : notnull
    where TOutput : notnull
{
    public sealed override Type InputType => typeof(TInput);

    public sealed override Type OutputType => typeof(TOutput);

    /// <summary>Runs the use case for <paramref name="call"/>. What was committed is never turned into an error by a late cancellation.</summary>
    public Task<Result<Answer<TOutput>>> RunAsync(Call call, TInput input, CancellationToken cancel = default) =>
        doorway.RunAsync(Operation, call, input, new Steps<TInput, TOutput>(HandleAsync, Kept, AgainAsync), cancel);

    public sealed override async Task<Result<Answer<JsonElement>>> RunJsonAsync(Call call, JsonElement input, CancellationToken cancel = default)
    {
        var typed = input.Deserialize<TInput>(AppJson.Options) ?? throw new JsonException($"No input for {Operation.Name}.");
        var result = await RunAsync(call, typed, cancel);
        return result.Succeeded(out var answer, out var problem)
            ? new Answer<JsonElement>(JsonSerializer.SerializeToElement(answer.Value, AppJson.Options), answer.Replayed)
            : problem;
    }

    /// <summary>Loads, asks the domain, stores. Awaits nothing but the database.</summary>
    protected abstract Task<Result<TOutput>> HandleAsync(Work work, TInput input, CancellationToken cancel);

    /// <summary>What is stored of an answer for a repeat of the call: all of it, but for secrets.</summary>
    protected virtual TOutput Kept(TOutput answer) => answer;

    /// <summary>The stored answer as a repeat of the call gets it.</summary>
    protected virtual Task<TOutput> AgainAsync(Work work, TOutput stored) => Task.FromResult(stored);
}
