using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Outbox;

/// <summary>The bytes of a mail as they were composed, once.</summary>
internal sealed class ComposedMail
{
    public byte[]? Bytes { get; init; }

    public byte[]? Sha256 { get; init; }
}

/// <summary>
/// Mails as the worker moves them on. Every change names the fence of the lease it was made under; when it changes no row, the lease was
/// lost and the worker must do nothing more with that mail.
/// </summary>
internal static class OutboxLeases
{
    /// <summary>The mail that is due first, of whichever business: the worker serves them all.</summary>
    public static Task<OutboxRow?> FirstDueAsync(Session session, DateTimeOffset now) => session.FirstAsync<OutboxRow>(
        $"""
        select {OutboxStore.Columns} from {session.Dialect.MailsDue("@now")}
        where state in ('queued', 'sending', 'final') and next_attempt_at <= @now
        order by next_attempt_at, id limit 1
        """,
        new { now = now.ToStored() });

    /// <summary>Makes due what a process that is gone had leased. Only for the one process that holds the data folder.</summary>
    public static Task<int> ReleaseAllAsync(Session session, DateTimeOffset now) => session.ExecuteAsync(
        "update outbox set next_attempt_at = @now, lease_until = @now where state in ('sending', 'final')",
        new { now = now.ToStored() });

    public static Task<OutboxRow?> LoadAsync(Session session, BusinessId business, MessageId id) => session.FirstAsync<OutboxRow>(
        $"select {OutboxStore.Columns} from outbox where business_id = @business and id = @id",
        new { business, id });

    public static Task<ComposedMail?> ComposedAsync(Session session, BusinessId business, MessageId id) => session.FirstAsync<ComposedMail>(
        "select bytes, sha256 from outbox where business_id = @business and id = @id",
        new { business, id });

    /// <summary>Whether the invoice that a mail brings was voided.</summary>
    public static async Task<bool> IsVoidAsync(Session session, BusinessId business, string invoice) =>
        await session.FirstAsync<int>("select count(*) from invoice where business_id = @business and id = @invoice and state = 'void'", new { business, invoice }) > 0;

    /// <summary>Takes the lease: the next fence, so that whoever held the one before can change nothing any more. A mail in its last act keeps its transport: only that one has proof.</summary>
    public static Task<int> LeaseAsync(Session session, OutboxRow row, string owner, string transport, DateTimeOffset until) => session.ExecuteAsync(
        """
        update outbox set state = @state, fence = fence + 1, attempts = attempts + @counted, transport = case when state = 'final' then transport else @transport end,
            lease_owner = @owner, lease_until = @until, next_attempt_at = @until
        where business_id = @BusinessId and id = @Id and fence = @Fence
        """,
        new
        {
            row.BusinessId,
            row.Id,
            row.Fence,
            owner,
            transport,
            until = until.ToStored(),
            state = row.State == OutboxState.Final ? OutboxState.Final : OutboxState.Sending,
            counted = row.State == OutboxState.Final ? 0 : 1,
        });

    /// <summary>Stores the bytes of a mail that has none yet.</summary>
    public static Task<int> StoreAsync(Session session, OutboxRow row, byte[] bytes, byte[] sha256) => session.ExecuteAsync(
        """
        update outbox set bytes = @bytes, sha256 = @sha256
        where business_id = @BusinessId and id = @Id and fence = @Fence and state = 'sending' and bytes is null
        """,
        new { row.BusinessId, row.Id, row.Fence, bytes, sha256 });

    /// <summary>The commit before the act that delivers.</summary>
    public static Task<int> FinalAsync(Session session, OutboxRow row, DateTimeOffset until) => session.ExecuteAsync(
        """
        update outbox set state = 'final', lease_until = @until, next_attempt_at = @until
        where business_id = @BusinessId and id = @Id and fence = @Fence and state = 'sending'
        """,
        new { row.BusinessId, row.Id, row.Fence, until = until.ToStored() });

    /// <summary>Back to the queue, to be tried at <paramref name="next"/>.</summary>
    public static Task<int> QueueAsync(Session session, OutboxRow row, int attempts, DateTimeOffset next, MailError? error) => session.ExecuteAsync(
        """
        update outbox set state = 'queued', attempts = @attempts, next_attempt_at = @next, lease_owner = null, lease_until = null,
            last_stage = @Stage, last_code = @Code, last_enhanced = @Enhanced, last_text = @Text
        where business_id = @BusinessId and id = @Id and fence = @Fence and state in ('sending', 'final')
        """,
        new { row.BusinessId, row.Id, row.Fence, attempts, next = next.ToStored(), error?.Stage, error?.Code, error?.Enhanced, error?.Text });

    /// <summary>The end of the way: nothing moves the mail on by itself any more.</summary>
    public static Task<int> EndAsync(Session session, OutboxRow row, string state, DateTimeOffset? sentAt, MailError? error) => session.ExecuteAsync(
        """
        update outbox set state = @state, sent_at = @sent, next_attempt_at = null, lease_owner = null, lease_until = null,
            last_stage = @Stage, last_code = @Code, last_enhanced = @Enhanced, last_text = @Text
        where business_id = @BusinessId and id = @Id and fence = @Fence and state in ('queued', 'sending', 'final')
        """,
        new { row.BusinessId, row.Id, row.Fence, state, sent = sentAt?.ToStored(), error?.Stage, error?.Code, error?.Enhanced, error?.Text });
}

/// <summary>What went wrong, as it is stored and shown.</summary>
internal sealed record MailError(string? Stage, string? Text, int? Code = null, string? Enhanced = null)
{
    private const int MostText = 500;

    public static MailError Of(Mail.Outbound.SendOutcome outcome) => new(outcome.Stage, Shown(outcome.Text), outcome.Code, Shown(outcome.Enhanced));

    /// <summary>Text of another server: no control characters, not without end.</summary>
    private static string? Shown(string? text)
    {
        if (text is null)
            return null;
        var clean = string.Concat(text.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? ' ' : c));
        return clean.Length <= MostText ? clean : clean[..MostText];
    }
}
