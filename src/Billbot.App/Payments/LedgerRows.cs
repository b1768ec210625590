using System.Text.Json;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Payments;

/// <summary>Rows that follow from others, and the one way a row is added: stored, on the balance, on record.</summary>
internal static class LedgerRows
{
    public static LedgerEntry ReversalOf(Work work, LedgerEntry undone, string? reason) => new()
    {
        Id = work.NewId<PaymentId>(),
        Kind = LedgerKind.Reversal,
        Amount = undone.Amount,
        On = work.Today,
        Reason = reason,
        Reverses = undone.Id,
    };

    /// <summary>Adds a row that the domain let pass; gives the ledger with it.</summary>
    public static async Task<Ledger> AddAsync(Work work, InvoiceId invoice, LedgerEntry entry, Ledger ledger)
    {
        var changed = ledger.With(entry);
        await LedgerStore.AddAsync(work.Session, work.BusinessId, invoice, entry, changed, work.Now);
        work.Record(invoice.Value, null, JsonSerializer.SerializeToNode(entry, DomainJson.Default.LedgerEntry));
        return changed;
    }

    /// <summary>
    /// Moves what was paid and refunded from one invoice to the one that replaces it: each row is reversed there and stands here as its equal, same day,
    /// method and reference.
    /// </summary>
    public static async Task<Ledger> MoveAsync(Work work, Invoice from, Ledger ledger, Invoice to)
    {
        var moving = ledger.Standing.Where(e => e.Kind is LedgerKind.Payment or LedgerKind.Refund).ToList();
        if (moving.Count == 0)
            return ledger;
        var target = await LedgerStore.LoadAsync(work.Session, work.BusinessId, to);
        foreach (var entry in moving)
        {
            var equal = entry with { Id = work.NewId<PaymentId>(), MovedFrom = entry.Id };
            ledger = await AddAsync(work, from.Id, ReversalOf(work, entry, null) with { MovedTo = equal.Id }, ledger);
            target = await AddAsync(work, to.Id, equal, target);
        }

        return ledger;
    }
}
