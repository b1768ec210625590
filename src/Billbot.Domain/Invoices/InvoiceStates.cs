using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>What is stored of an invoice's life; everything else is derived.</summary>
[JsonConverter(typeof(SnakeCase<InvoiceState>))]
public enum InvoiceState
{
    Draft,
    Issued,
    Void,
}

/// <summary>What is shown: derived from state, ledger and the business's own date, never stored.</summary>
[JsonConverter(typeof(SnakeCase<InvoiceStatus>))]
public enum InvoiceStatus
{
    Draft,
    Sent,
    PartiallyPaid,
    Paid,
    Overdue,
    Void,
}

/// <summary>BT-3 (UNCL1001).</summary>
[JsonConverter(typeof(SnakeCase<DocumentType>))]
public enum DocumentType
{
    Invoice = 380,

    /// <summary>Amounts are positive.</summary>
    CreditNote = 381,

    /// <summary>Replaces without a credit note; between German parties only.</summary>
    CorrectedInvoice = 384,
    PrepaymentInvoice = 386,
}

public static class InvoiceStatuses
{
    /// <summary>The status of an invoice with this balance.</summary>
    public static InvoiceStatus Of(InvoiceState state, DocumentType type, DateOnly? dueOn, Balance balance, DateOnly today) =>
        Of(state, type, dueOn, balance.Outstanding, balance.Paid, today);

    /// <summary>First match wins: void, draft, credit note, settled, past due, partly paid, sent.</summary>
    public static InvoiceStatus Of(InvoiceState state, DocumentType type, DateOnly? dueOn, Money outstanding, Money paid, DateOnly today) => state switch
    {
        InvoiceState.Draft => InvoiceStatus.Draft,
        InvoiceState.Void => InvoiceStatus.Void,
        InvoiceState.Issued when type == DocumentType.CreditNote => InvoiceStatus.Sent,
        InvoiceState.Issued when outstanding.IsZero => InvoiceStatus.Paid,
        InvoiceState.Issued when dueOn < today => InvoiceStatus.Overdue,
        InvoiceState.Issued => paid.IsPositive ? InvoiceStatus.PartiallyPaid : InvoiceStatus.Sent,
    };

    public static NumberedDocument Series(this DocumentType type) => type == DocumentType.CreditNote ? NumberedDocument.CreditNote : NumberedDocument.Invoice;
}
