using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Outbox;

/// <summary>Mails as use cases see them: queue one, look at what became of it.</summary>
internal static class OutboxStore
{
    // Without the bytes of the mail: only the worker reads those.
    internal const string Columns =
        "business_id, id, kind, subject_id, send_number, message_id, envelope_from, recipients, request, request_sha256, requested_at, state, "
        + "transport, attempts, next_attempt_at, fence, last_stage, last_code, last_enhanced, last_text, sent_at";

    /// <summary>Queues a mail in the transaction of <paramref name="work"/>. Its Message-ID follows from the subject and the send number alone.</summary>
    public static async Task<OutboxRow> AddAsync(Work work, MailRequest request, int sendNumber)
    {
        var stored = request.ToStored();
        var now = work.Now.ToStored();
        var row = new OutboxRow
        {
            BusinessId = work.BusinessId,
            Id = work.NewId<MessageId>(),
            Kind = AppJson.Name(request.Kind),
            SubjectId = request.SubjectId,
            SendNumber = sendNumber,
            MessageId = MessageIdOf(request.SubjectId, request.From, sendNumber),
            EnvelopeFrom = request.From,
            Recipients = JsonSerializer.Serialize(request.Recipients(), AppJson.Options),
            Request = stored,
            RequestSha256 = MailRequest.HashOf(stored),
            RequestedAt = now,
            State = OutboxState.Queued,
            NextAttemptAt = now,
        };
        await work.Session.ExecuteAsync(
            $"""
            insert into outbox ({Columns})
            values (@BusinessId, @Id, @Kind, @SubjectId, @SendNumber, @MessageId, @EnvelopeFrom, @Recipients, @Request, @RequestSha256, @RequestedAt, @State,
                @Transport, @Attempts, @NextAttemptAt, @Fence, @LastStage, @LastCode, @LastEnhanced, @LastText, @SentAt)
            """,
            row);
        work.Record(request.SubjectId, null, new JsonObject { ["mail"] = new JsonObject { ["send_number"] = sendNumber, ["request_sha256"] = Convert.ToHexStringLower(row.RequestSha256) } });
        work.MailWasQueued();
        return row;
    }

    /// <summary>The number of the last send of <paramref name="subjectId"/>; 0 when there was none.</summary>
    public static Task<int> LastSendNumberAsync(Session session, BusinessId business, string subjectId) => session.FirstAsync<int>(
        "select coalesce(max(send_number), 0) from outbox where business_id = @business and subject_id = @subjectId",
        new { business, subjectId });

    /// <summary>What became of every mail about <paramref name="subjectId"/>, the newest last.</summary>
    public static async Task<IReadOnlyList<DeliveryView>> DeliveriesOfAsync(Session session, BusinessId business, string subjectId)
    {
        var rows = await session.ListAsync<OutboxRow>(
            $"select {Columns} from outbox where business_id = @business and subject_id = @subjectId order by send_number, id",
            new { business, subjectId });
        return [.. rows.Select(DeliveryView.Of)];
    }

    /// <summary>The Message-ID of a send.</summary>
    public static string MessageIdOf(string subjectId, string from, int sendNumber) =>
        string.Create(CultureInfo.InvariantCulture, $"<{subjectId}.send-{sendNumber}@{from[(from.LastIndexOf('@') + 1)..]}>");
}
