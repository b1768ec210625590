using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record CreditLineInput
{
    /// <summary>The position on the invoice, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>All of it where missing.</summary>
    public decimal? Quantity { get; init; }
}

public sealed record CreditAmountInput
{
    /// <summary>Net.</summary>
    public required decimal Amount { get; init; }

    public decimal? TaxRate { get; init; }

    [MaxLength(20)]
    public string? TaxCategory { get; init; }
}

/// <summary>Turns what a call wants to credit into lines and sums.</summary>
internal static class CreditReading
{
    public static Result<Credit> Read(CreditInvoiceInput input, Invoice invoice, Crediting crediting)
    {
        var faults = new Faults();
        if (input is { Lines.Count: > 0, Amounts.Count: > 0 })
            return CreditProblems.LinesAndAmounts;
        if (input.Amounts is { Count: > 0 } amounts)
        {
            CreditAmount[] read = [.. amounts.Select((amount, i) => Read(amount, i, invoice.Currency, faults))];
            return faults.Any ? faults.Problem : crediting.ByAmounts(read, input.Reason);
        }

        CreditLine[] lines = [.. (input.Lines ?? []).Select((line, i) => new CreditLine(
            line.Line, line.Quantity is { } quantity ? faults.Take(Quantity.Of(quantity), Faults.Item("lines", i, "/quantity")) : null))];
        return faults.Any ? faults.Problem : crediting.ByLines(lines);
    }

    private static CreditAmount Read(CreditAmountInput input, int index, Currency currency, Faults faults) => new(
        faults.Take(Money.Exact(input.Amount, currency), Faults.Item("amounts", index, "/amount")),
        input.TaxRate is { } rate ? faults.Take(Rate.Of(rate), Faults.Item("amounts", index, "/tax_rate")) : null,
        faults.Parse(input.TaxCategory, TaxCategories.Parse, Faults.Item("amounts", index, "/tax_category")));
}
