using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App.Door;
using Billbot.App.Mail.Outbound;
using Billbot.App.Storage;

namespace Billbot.App.Outbox;

/// <summary>The steps of a mail from one state to the next, each one transaction, and what is checked before them.</summary>
internal static class OutboxSteps
{
    private static readonly Operation Delivery = new("deliver_mail", null, Effect.Sends);

    // Longer than the other side may take to answer, so that a lease is only lost by a worker that is gone.
    internal static TimeSpan FinalLease(IMailTransport transport) => transport.Longest * 3;

    /// <summary>What looking for work found: nothing, a mail that ended right there, or one that is leased now.</summary>
    internal readonly record struct Found(bool Any, OutboxRow? Leased);

    /// <summary>Takes the mail that is due first. One that may not be sent any more ends here.</summary>
    public static async Task<Found> LeaseNextAsync(Session session, string owner, IMailTransport transport, DateTimeOffset now)
    {
        if (await OutboxLeases.FirstDueAsync(session, now) is not { } row)
            return default;
        await session.EnterAsync(row.BusinessId);
        if (row.State != OutboxState.Final && await RefusalOf(session, row) is { } refusal)
        {
            await EndAsync(session, row, refusal.State, refusal.Error, now);
            return new Found(true, null);
        }

        await OutboxLeases.LeaseAsync(session, row, owner, transport.Name, now + transport.Longest);
        return new Found(true, await OutboxLeases.LoadAsync(session, row.BusinessId, row.Id));
    }

    /// <summary>Whether the act that delivers may happen: the lease still holds, and the mail is still what was asked for.</summary>
    public static async Task<bool> MayFinishAsync(Session session, OutboxRow leased, IMailTransport transport, DateTimeOffset now)
    {
        if (await OutboxLeases.LoadAsync(session, leased.BusinessId, leased.Id) is not { } row || row.Fence != leased.Fence)
            return false;
        if (await RefusalOf(session, row) is { } refusal)
        {
            await EndAsync(session, row, refusal.State, refusal.Error, now);
            return false;
        }

        return await OutboxLeases.FinalAsync(session, row, now + FinalLease(transport)) == 1;
    }

    /// <summary>Writes down how an attempt ended.</summary>
    public static Task SettleAsync(Session session, OutboxRow row, SendOutcome outcome, DateTimeOffset now) => outcome.Result switch
    {
        SendResult.Accepted => EndAsync(session, row, OutboxState.Sent, null, now),
        SendResult.Temporary when RetrySchedule.Next(row, now) is { } next => OutboxLeases.QueueAsync(session, row, row.Attempts, next, MailError.Of(outcome)),
        SendResult.Temporary or SendResult.Refused => EndAsync(session, row, OutboxState.Failed, MailError.Of(outcome), now),
        SendResult.Ambiguous => EndAsync(session, row, OutboxState.Uncertain, MailError.Of(outcome), now),
        SendResult.Stopped => Task.CompletedTask,
    };

    /// <summary>An attempt that a shutdown ended before anything left does not count.</summary>
    public static Task ReleaseAsync(Session session, OutboxRow row, DateTimeOffset now) =>
        OutboxLeases.QueueAsync(session, row, Math.Max(0, row.Attempts - 1), now, null);

    private static async Task<Refusal?> RefusalOf(Session session, OutboxRow row)
    {
        if (!MailRequest.HashOf(row.Request).AsSpan().SequenceEqual(row.RequestSha256))
            return Refusal.Failed("The stored request of the mail was changed.");
        var request = row.ToRequest();
        if (!EnvelopeOf(row).SequenceEqual(request.Recipients(), StringComparer.Ordinal) || row.EnvelopeFrom != request.From)
            return Refusal.Failed("The recipients are not those that were asked for.");
        if (request.Kind == MailKind.Invoice && await OutboxLeases.IsVoidAsync(session, row.BusinessId, row.SubjectId))
            return new Refusal(OutboxState.Cancelled, new MailError("check", "The invoice was voided before its mail left."));
        return null;
    }

    public static IReadOnlyList<string> EnvelopeOf(OutboxRow row) => JsonSerializer.Deserialize<string[]>(row.Recipients, AppJson.Options) ?? [];

    private static async Task EndAsync(Session session, OutboxRow row, string state, MailError? error, DateTimeOffset now)
    {
        if (await OutboxLeases.EndAsync(session, row, state, state == OutboxState.Sent ? now : null, error) == 0)
            return;
        var after = new JsonObject
        {
            ["message_id"] = row.MessageId,
            ["delivery"] = state,
            ["transport"] = row.Transport,
            ["attempts"] = row.Attempts,
            ["error"] = error?.Text,
        };
        var call = new Call(Caller.Job(row.BusinessId, "outbox"), Face.Job);
        var change = new AuditChange(row.SubjectId, new JsonObject { ["delivery"] = row.State }, after);
        await AuditTrail.AppendAsync(session, row.BusinessId, AuditTrail.Entry(Delivery, call, row.RequestSha256, state == OutboxState.Sent ? "ok" : state, [change]), now);
    }

    private sealed record Refusal(string State, MailError Error)
    {
        public static Refusal Failed(string text) => new(OutboxState.Failed, new MailError("check", text));
    }
}
