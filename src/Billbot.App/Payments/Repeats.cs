using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Payments;

/// <summary>The row that a new one would repeat, if any.</summary>
internal sealed record Repeat(LedgerEntry? Entry);

/// <summary>Finds rows that were recorded before, so that nothing is entered twice by accident.</summary>
internal static class Repeats
{
    public static WarningView Warning { get; } = new(
        "possible_duplicate",
        "This payment was recorded before; nothing was added.",
        "If it is another payment, repeat with allow_duplicate: true and a request_id after asking the user.");

    private static Problem ReferenceTaken { get; } = new(
        ProblemKind.Conflict,
        "reference_taken",
        "A payment with this reference is recorded with another amount or on another invoice.",
        "Check the reference; one payment has one reference.",
        "/reference");

    /// <summary>By reference; without one, and without a request id, by kind, amount and day. A reversed row is no longer in the way. Refuses <c>reference_taken</c>.</summary>
    public static async Task<Result<Repeat>> FindAsync(Work work, Invoice invoice, Ledger ledger, LedgerEntry entry, bool mayRepeat)
    {
        if (entry.Reference is { } reference)
        {
            if (await LedgerStore.WithReferenceAsync(work.Session, work.BusinessId, reference) is not { } known)
                return new Repeat(null);
            return known.Invoice == invoice.Id && known.Entry.Amount == entry.Amount && known.Entry.Kind == entry.Kind ? new Repeat(known.Entry) : ReferenceTaken;
        }

        if (mayRepeat || work.Call.RequestId is not null)
            return new Repeat(null);
        return new Repeat(ledger.Standing.FirstOrDefault(e => e.Kind == entry.Kind && e.Amount == entry.Amount && e.On == entry.On && e.Reference is null));
    }
}
