using System.Security.Cryptography;
using Billbot.App.Mail.Outbound;
using Billbot.App.Storage;
using Microsoft.Extensions.Logging;

namespace Billbot.App.Outbox;

/// <summary>One attempt at one leased mail: compose once, transfer, commit before the last act, write down how it ended.</summary>
internal sealed class OutboxAttempt(Database database, TimeProvider time, IMailTransport transport, MailComposition composition, ILogger logger)
{
    /// <summary>True when the mail was handed over. <paramref name="stop"/> ends the attempt only while nothing can have left.</summary>
    public async Task<bool> RunAsync(OutboxRow row, CancellationToken stop)
    {
        SendOutcome? outcome;
        try
        {
            outcome = row.State == OutboxState.Final ? await AfterwardsAsync(row, new SendOutcome(SendResult.Ambiguous, "final", "Billbot ended while the mail was handed over.")) : await TryAsync(row, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await WriteAsync(row, session => OutboxSteps.ReleaseAsync(session, row, time.GetUtcNow()), CancellationToken.None);
            return false;
        }

        if (outcome is null)
            return false;
        if (row.State == OutboxState.Final && outcome.Result == SendResult.Temporary)
        {
            // Proven not to have left: whoever died with it in hand is no failure of the way out, and the mail waits for nothing.
            await WriteAsync(row, session => OutboxSteps.ReleaseAsync(session, row, time.GetUtcNow()), CancellationToken.None);
            return false;
        }

        await WriteAsync(row, session => OutboxSteps.SettleAsync(session, row, outcome, time.GetUtcNow()), CancellationToken.None);
        logger.LogInformation("{Mail} attempt {Attempt} by {Transport}: {Result}", row.Id, row.Attempts, transport.Name, outcome.Result);
        return outcome.Result == SendResult.Accepted;
    }

    private async Task<SendOutcome?> TryAsync(OutboxRow row, CancellationToken stop)
    {
        var mayHaveLeft = false;
        try
        {
            if (await BytesOfAsync(row, stop) is not { } bytes)
                return null;
            var outcome = await transport.SendAsync(MailOf(row, bytes), MayFinishAsync, stop);
            return outcome.Result == SendResult.Ambiguous ? await AfterwardsAsync(row, outcome) : outcome;
        }
        catch (ArgumentException refused) when (!mayHaveLeft)
        {
            logger.LogError(refused, "{Mail} can not be composed", row.Id);
            return new SendOutcome(SendResult.Refused, "compose", "The mail can not be written in a valid form.");
        }
        catch (Exception failure) when (mayHaveLeft)
        {
            logger.LogError(failure, "{Mail} may have left", row.Id);
            return await AfterwardsAsync(row, new SendOutcome(SendResult.Ambiguous, "final", "The transport ended without an answer."));
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            logger.LogError(failure, "{Mail} was not sent", row.Id);
            return new SendOutcome(SendResult.Temporary, "compose", "Billbot could not make the mail or its document.");
        }

        async Task<bool> MayFinishAsync()
        {
            mayHaveLeft = await database.WriteAsync(row.BusinessId, session => OutboxSteps.MayFinishAsync(session, row, transport, time.GetUtcNow()), stop);
            return mayHaveLeft;
        }
    }

    /// <summary>The bytes as they were stored the first time; null when the lease was lost.</summary>
    private async Task<byte[]?> BytesOfAsync(OutboxRow row, CancellationToken cancel)
    {
        var stored = await database.ReadAsync(row.BusinessId, session => OutboxLeases.ComposedAsync(session, row.BusinessId, row.Id), cancel);
        if (stored is { Bytes: { } known, Sha256: { } hash })
            return SHA256.HashData(known).AsSpan().SequenceEqual(hash) ? known : throw new ArgumentException("The stored mail does not match its hash.");

        var bytes = await composition.ComposeAsync(row, cancel);
        var sha256 = SHA256.HashData(bytes);
        return await WriteAsync(row, session => OutboxLeases.StoreAsync(session, row, bytes, sha256), cancel) == 1 ? bytes : null;
    }

    /// <summary>What became of a mail that may have left: proven, or uncertain. Never sent again without proof that it did not leave.</summary>
    private async Task<SendOutcome> AfterwardsAsync(OutboxRow row, SendOutcome ambiguous)
    {
        var stored = await database.ReadAsync(row.BusinessId, session => OutboxLeases.ComposedAsync(session, row.BusinessId, row.Id), CancellationToken.None);
        var proof = row.Transport != transport.Name || stored?.Bytes is not { } bytes
            ? Proof.None
            : await transport.ProofOfAsync(MailOf(row, bytes), CancellationToken.None);
        return proof switch
        {
            Proof.Delivered => new SendOutcome(SendResult.Accepted),
            Proof.NotDelivered => ambiguous with { Result = SendResult.Temporary },
            Proof.None => ambiguous,
        };
    }

    private static OutgoingMail MailOf(OutboxRow row, byte[] bytes) => new(row.MessageId, row.EnvelopeFrom, OutboxSteps.EnvelopeOf(row), bytes);

    private Task<T> WriteAsync<T>(OutboxRow row, Func<Session, Task<T>> work, CancellationToken cancel) => database.WriteAsync(row.BusinessId, work, cancel);

    private Task WriteAsync(OutboxRow row, Func<Session, Task> work, CancellationToken cancel) => database.WriteAsync(row.BusinessId, async session =>
    {
        await work(session);
        return true;
    }, cancel);
}
