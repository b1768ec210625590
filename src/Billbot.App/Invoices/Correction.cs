using Billbot.App.Door;
using Billbot.App.Payments;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>What became void when its replacement was issued.</summary>
internal sealed record Replaced(Invoice Original, Invoice? CreditNote);

/// <summary>The second half of a correction, in the transaction that issues the replacement: payments move, the original becomes void.</summary>
internal static class Correction
{
    /// <summary>
    /// What stands in the way of sending a replacement. Refuses <c>correction_moves_payments</c> (they would go to another client or currency). That there is no
    /// second valid replacement is held by the database.
    /// </summary>
    public static async Task<Problem?> RefusalAsync(Work work, Invoice draft)
    {
        if (await OriginalAsync(work, draft) is not { } original || (original.ClientId == draft.ClientId && original.Currency == draft.Currency))
            return null;
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, original);
        return ledger.Standing.Any(e => e.Kind is LedgerKind.Payment or LedgerKind.Refund) ? CreditProblems.PaymentsStayWithClient : null;
    }

    /// <summary>Null where <paramref name="issued"/> replaces nothing. An original that is void already only passes its payments on.</summary>
    public static async Task<Replaced?> CompleteAsync(Work work, Invoice issued)
    {
        if (await OriginalAsync(work, issued) is not { } original)
            return null;
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, original);
        ledger = await LedgerRows.MoveAsync(work, original, ledger, issued);
        return original.State == InvoiceState.Void
            ? null
            : new Replaced(original, await Voiding.VoidAsync(work, original, ledger, $"Replaced by {issued.Number}", printed: null));
    }

    private static async Task<Invoice?> OriginalAsync(Work work, Invoice replacement) =>
        replacement is { Corrects: { } id, Type: not DocumentType.CreditNote } ? (await InvoiceStore.LoadAsync(work.Session, work.BusinessId, id)).Invoice : null;
}
