using Billbot.Domain;

namespace Billbot.App.Tests.Mail;

/// <summary>Issued invoices to write mails about.</summary>
internal static class Snapshots
{
    public static Snapshot Invoice(string locale = "en-US", string currency = "USD", decimal amount = 8000m) => new()
    {
        InvoiceId = InvoiceId.Of("inv_01jm2v3k4n5p6q7r8s9t0v1w2x"),
        Type = DocumentType.Invoice,
        Number = "INV-2026-0001",
        IssueDate = new DateOnly(2026, 3, 9),
        DueDate = new DateOnly(2026, 4, 8),
        Locale = locale,
        TaxSystem = TaxSystem.None,
        Seller = new Party
        {
            Name = "Juniper Works",
            Address = new Address { Line1 = "12 Alder Street", PostalCode = "97209", City = "Portland", Country = "US" },
            Email = "me@juniper.example",
            Phone = "+1 503 555 0100",
        },
        Buyer = new Party { Name = "GreenLeaf Organic", Email = "billing@greenleaf.example" },
        Lines = [],
        Totals = TotalsOf(Money.Of(amount, Currency.Of(currency))),
        PayTo = new BankAccount { Iban = "DE89370400440532013000", Bic = "COBADEFFXXX", BankName = "Commerzbank" },
    };

    public static Snapshot CreditNote(string locale = "en-US") => Invoice(locale) with
    {
        Type = DocumentType.CreditNote,
        Number = "CN-2026-0001",
        DueDate = null,
        PayTo = null,
        Preceding = new PrecedingInvoice("INV-2026-0001", new DateOnly(2026, 3, 1)),
    };

    private static InvoiceTotals TotalsOf(Money payable) => new()
    {
        LineNets = [],
        AdjustmentAmounts = [],
        LineTotal = payable,
        AllowanceTotal = Money.Zero(payable.Currency),
        ChargeTotal = Money.Zero(payable.Currency),
        Subtotal = payable,
        Groups = [],
        TaxTotal = Money.Zero(payable.Currency),
        Total = payable,
        Prepaid = Money.Zero(payable.Currency),
        Rounding = Money.Zero(payable.Currency),
        Payable = payable,
    };
}
