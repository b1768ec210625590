using System.Text.Json;
using Billbot.App.Businesses;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>The way through the door, the same for every use case: see ARCHITECTURE.md.</summary>
public sealed class Doorway
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly Outbox.OutboxSignal _mail;
    private readonly Idempotency _idempotency = new();
    private readonly NewIds _ids = new();

    internal Doorway(Database database, TimeProvider time, Outbox.OutboxSignal mail)
    {
        _database = database;
        _time = time;
        _mail = mail;
    }

    internal async Task<Result<Answer<TOutput>>> RunAsync<TInput, TOutput>(
        Operation operation,
        Call call,
        TInput input,
        Steps<TInput, TOutput> steps,
        CancellationToken cancel)
        where TInput : notnull
        where TOutput : notnull
    {
        try
        {
            if (RefusalOf(operation, call.Caller) is { } refusal)
            {
                await RecordRefusalAsync(operation, call, input, refusal);
                return refusal;
            }

            var faults = TextRules.Apply(input);
            if (call.RequestId is { } requestId && !Idempotency.IsValid(requestId))
                faults.Add(DoorProblems.RequestIdInvalid);
            if (faults.Count > 0)
                return Problem.InvalidArguments(faults);

            var result = operation.Effect == Effect.Reads
                ? await ReadAsync(call, input, steps.Handle, cancel)
                : await WriteAsync(operation, call, input, steps, cancel);
            return result.Succeeded(out var answer, out var problem) ? answer : Shown(problem);
        }
        catch (StorageException failure)
        {
            return failure.Full ? DoorProblems.StorageFull : failure.Unknown ? DoorProblems.Unknown : DoorProblems.Busy;
        }
    }

    /// <summary>Faults of the input always arrive in one form, however many there are.</summary>
    private static Problem Shown(Problem problem) =>
        problem.Kind is ProblemKind.Invalid or ProblemKind.Malformed && problem.Code is not "invalid_arguments" and not "idempotency_mismatch"
            ? Problem.InvalidArguments([problem])
            : problem;

    private static Problem? RefusalOf(Operation operation, Caller caller)
    {
        if (operation.OwnerOnly)
            return caller.Kind == ActorKind.Owner ? null : DoorProblems.OwnerOnly;
        return operation.Scope is { } scope && !caller.Scopes.Contains(scope) ? DoorProblems.MissingScope(scope) : null;
    }

    private Task<Result<Answer<TOutput>>> ReadAsync<TInput, TOutput>(
        Call call, TInput input, Func<Work, TInput, CancellationToken, Task<Result<TOutput>>> handle, CancellationToken cancel)
        where TOutput : notnull
    {
        var business = call.Caller.Business;
        return _database.ReadAsync<Result<Answer<TOutput>>>(business, async session =>
        {
            var work = new Work(call, business, await BusinessStore.LoadAsync(session, business), session, _time.GetUtcNow(), _ids);
            var result = await handle(work, input, cancel);
            return result.Succeeded(out var value, out var problem) ? new Answer<TOutput>(value, Replayed: false) : problem;
        }, cancel);
    }

    private async Task<Result<Answer<TOutput>>> WriteAsync<TInput, TOutput>(
        Operation operation, Call call, TInput input, Steps<TInput, TOutput> steps, CancellationToken cancel)
        where TInput : notnull
        where TOutput : notnull
    {
        var fingerprint = Idempotency.Fingerprint(input);
        var key = call is { RequestId: { } id, DryRun: false } ? new Idempotency.Key(operation.Founds ? BusinessId.Of("") : call.Caller.Business, call.Caller.Family, operation.Name, id) : null;
        using var running = key is null ? null : _idempotency.TryEnter(key);
        if (key is not null && running is null)
            return DoorProblems.RequestInProgress;

        var now = _time.GetUtcNow();
        var business = operation.Founds ? _ids.At<BusinessId>(now) : call.Caller.Business;
        var mailQueued = false;
        var answer = await _database.WriteAsync(operation.Founds ? default : business, async session =>
        {
            if (key is not null && !await Idempotency.TryHoldAsync(session, key))
                return ((Result<Answer<TOutput>>)DoorProblems.RequestInProgress, Ending.Discard);
            var loaded = operation.Founds ? null : await BusinessStore.LoadAsync(session, business);
            var work = new Work(call, business, loaded, session, now, _ids);
            if (key is not null && await Idempotency.FindAsync(session, key, fingerprint, now) is { } stored)
            {
                if (!stored.Succeeded(out var known, out var mismatch))
                    return ((Result<Answer<TOutput>>)mismatch, Ending.Discard);
                var again = await steps.Again(work, JsonSerializer.Deserialize<TOutput>(known, AppJson.Options)!);
                return ((Result<Answer<TOutput>>)new Answer<TOutput>(again, Replayed: true), Ending.Discard);
            }

            if (!(await steps.Handle(work, input, cancel)).Succeeded(out var value, out var problem))
                return ((Result<Answer<TOutput>>)problem, Ending.Discard);
            if (call.DryRun)
                return ((Result<Answer<TOutput>>)new Answer<TOutput>(value, Replayed: false), Ending.Discard);

            if (key is not null)
            {
                // The answer of a call that founds a business belongs to none.
                await session.EnterAsync(key.Business);
                await Idempotency.StoreAsync(session, key, fingerprint, JsonSerializer.Serialize(steps.Kept(value), AppJson.Options), now);
                await session.EnterAsync(business);
            }

            await AuditTrail.AppendAsync(session, business, AuditTrail.Entry(operation, call, fingerprint, "ok", work.Changes), now);
            mailQueued = work.MailQueued;
            return (new Answer<TOutput>(value, Replayed: false), Ending.Keep);
        }, cancel);
        if (mailQueued)
            _mail.Wake();
        return answer;
    }

    /// <summary>A refusal for lack of rights is on record too, in a transaction of its own.</summary>
    private Task RecordRefusalAsync<TInput>(Operation operation, Call call, TInput input, Problem refusal) =>
        _database.WriteAsync(call.Caller.Business, async session =>
        {
            await AuditTrail.AppendAsync(session, call.Caller.Business, AuditTrail.Entry(operation, call, Idempotency.Fingerprint(input), refusal.Code, []), _time.GetUtcNow());
            return true;
        }, CancellationToken.None);
}

/// <summary>What a use case brings to the door: the work itself, and what becomes of its answer when the call is repeated.</summary>
internal sealed record Steps<TInput, TOutput>(
    Func<Work, TInput, CancellationToken, Task<Result<TOutput>>> Handle,
    Func<TOutput, TOutput> Kept,
    Func<Work, TOutput, Task<TOutput>> Again)
    where TInput : notnull
    where TOutput : notnull;
