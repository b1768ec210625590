using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Payments;

/// <summary>A row of the ledger that was recorded, and where its invoice stands with it.</summary>
public sealed record RecordedPaymentView
{
    public required PaymentId PaymentId { get; init; }

    /// <summary><c>payment</c>, <c>refund</c>, <c>write_off</c> or <c>reversal</c>.</summary>
    public required string Kind { get; init; }

    public required InvoiceId InvoiceId { get; init; }

    public string? Number { get; init; }

    /// <summary>Whether a row was added; false where its reference was recorded before.</summary>
    public required bool Created { get; init; }

    public required string Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary>Of a reversal: the row that it undoes.</summary>
    public PaymentId? Reverses { get; init; }

    public required string Status { get; init; }

    public required string Outstanding { get; init; }

    public string? Overpaid { get; init; }

    public required IReadOnlyList<WarningView> Warnings { get; init; }

    internal static RecordedPaymentView Of(Work work, Invoice invoice, Ledger ledger, LedgerEntry entry, bool created) => new()
    {
        PaymentId = entry.Id,
        Kind = AppJson.Name(entry.Kind),
        InvoiceId = invoice.Id,
        Number = invoice.Number,
        Created = created,
        Amount = entry.Amount.AmountText,
        Currency = entry.Amount.Currency.Code,
        Reverses = entry.Reverses,
        Status = AppJson.Name(InvoiceReader.StatusOf(invoice, ledger.Balance, work.Today)),
        Outstanding = InvoiceReader.OutstandingOf(invoice, ledger.Balance).AmountText,
        Overpaid = ledger.Balance.Overpaid.TextUnlessZero(),
        Warnings = created ? [] : [Repeats.Warning],
    };
}
