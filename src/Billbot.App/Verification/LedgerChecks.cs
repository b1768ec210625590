using System.Text.Json;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Verification;

/// <summary>Whether sums and balances are what lines and ledger come to.</summary>
internal static class LedgerChecks
{
    public static async Task<VerifyCheck> TotalsAddUpAsync(Work work)
    {
        var check = new Finder("totals_add_up", "The sums of every invoice are those of its lines.");
        foreach (var row in await work.Session.ListAsync<TotalRow>("select id, document, payable_minor from invoice where business_id = @BusinessId", new { work.BusinessId }))
        {
            check.Looked++;
            if (check.Read(row.Id, () => JsonSerializer.Deserialize(row.Document, DomainJson.Default.Invoice)) is not { } invoice)
                continue;
            var again = InvoiceTotals.Of(invoice.Currency, invoice.Lines, invoice.Adjustments, invoice.Prepaid, invoice.Rounding);
            // A credit note has the tax that its invoice charged; credits_fit looks at that.
            if (!again.Succeeded(out var totals, out _))
                check.Broken(row.Id, "Its lines do not add up.");
            else if (Sums(invoice, totals) is var sums && (sums.Payable.Minor != row.PayableMinor
                || sums.Payable != invoice.Totals.Payable || sums.TaxTotal != invoice.Totals.TaxTotal || sums.Subtotal != invoice.Totals.Subtotal
                || !sums.Groups.SequenceEqual(invoice.Totals.Groups)))
                check.Broken(row.Id, "Its lines add up to another total.");
        }

        return check.Done;

        static InvoiceTotals Sums(Invoice invoice, InvoiceTotals totals) =>
            invoice.Type == DocumentType.CreditNote ? totals.WithTaxes(invoice.Totals.Groups.ToDictionary(g => g.Treatment, g => g.Tax)) : totals;
    }

    public static async Task<VerifyCheck> BalancesFollowAsync(Work work)
    {
        var check = new Finder("balances_follow", "What is paid and outstanding is what the ledger's rows come to.");
        var entries = (await work.Session.ListAsync<EntryRow>("select invoice_id, document from payment where business_id = @BusinessId order by created_at, id", new { work.BusinessId }))
            .ToLookup(e => e.InvoiceId, e => e.Document);
        var credits = (await work.Session.ListAsync<TotalRow>("select corrects_id as id, document from invoice where business_id = @BusinessId and type = 381 and corrects_id is not null", new { work.BusinessId }))
            .ToLookup(c => c.Id, c => c.Document);
        foreach (var row in await work.Session.ListAsync<BalanceRow>(
            """
            select b.invoice_id, b.client_id, b.type, b.state, b.currency, b.issue_on, b.due_on, b.payable_minor, b.paid_minor, b.credited_minor, b.written_off_minor,
                b.outstanding_minor, b.overpaid_minor, i.state as invoice_state, i.client_id as invoice_client_id, i.document
            from invoice_balance b join invoice i on i.business_id = b.business_id and i.id = b.invoice_id
            where b.business_id = @BusinessId
            """,
            new { work.BusinessId }))
        {
            check.Looked++;
            if (check.Read(row.InvoiceId, () => Expected(row, entries[row.InvoiceId], credits[row.InvoiceId])) is { } expected && row.Figures != expected)
                check.Broken(row.InvoiceId, "The balance is not what its ledger comes to.");
        }

        foreach (var id in await work.Session.ListAsync<string>(
            """
            select i.id from invoice i left join invoice_balance b on b.business_id = i.business_id and b.invoice_id = i.id
            where i.business_id = @BusinessId and i.state <> 'draft' and b.invoice_id is null
            """,
            new { work.BusinessId }))
            check.Broken(id, "An issued invoice has no balance.");
        return check.Done;
    }

    /// <summary>A void invoice is credited in full, another by its credit notes; a credit note asks for nothing.</summary>
    private static Figures Expected(BalanceRow row, IEnumerable<string> entries, IEnumerable<string> credits)
    {
        var invoice = JsonSerializer.Deserialize(row.Document, DomainJson.Default.Invoice)!;
        var payable = invoice.Totals.Payable;
        var isCreditNote = invoice.Type == DocumentType.CreditNote;
        var isVoid = row.InvoiceState == "void";
        var credited = isVoid ? payable : Money.Sum(credits.Select(c => JsonSerializer.Deserialize(c, DomainJson.Default.Invoice)!.Totals.Total), payable.Currency);
        var balance = new Ledger(isVoid ? InvoiceState.Void : InvoiceState.Issued, payable, credited, [.. entries.Select(e => JsonSerializer.Deserialize(e, DomainJson.Default.LedgerEntry)!)]).Balance;
        return new Figures(
            row.InvoiceClientId, (int)invoice.Type, row.InvoiceState, payable.Currency.Code, invoice.IssueDate, isCreditNote ? null : invoice.DueDate,
            payable.Minor, balance.Paid.Minor, balance.Credited.Minor, balance.WrittenOff.Minor,
            isCreditNote ? 0 : balance.Outstanding.Minor, isCreditNote ? 0 : balance.Overpaid.Minor);
    }

    private sealed record Figures(
        string Client, int Type, string State, string Currency, DateOnly IssueOn, DateOnly? DueOn, long Payable, long Paid, long Credited, long WrittenOff, long Outstanding, long Overpaid);

    private sealed class EntryRow
    {
        public string InvoiceId { get; init; } = "";

        public string Document { get; init; } = "";
    }

    private sealed class TotalRow
    {
        public string Id { get; init; } = "";

        public string Document { get; init; } = "";

        public long PayableMinor { get; init; }
    }

    private sealed class BalanceRow
    {
        public string InvoiceId { get; init; } = "";

        public string ClientId { get; init; } = "";

        public int Type { get; init; }

        public string State { get; init; } = "";

        public string Currency { get; init; } = "";

        public DateOnly IssueOn { get; init; }

        public DateOnly? DueOn { get; init; }

        public long PayableMinor { get; init; }

        public long PaidMinor { get; init; }

        public long CreditedMinor { get; init; }

        public long WrittenOffMinor { get; init; }

        public long OutstandingMinor { get; init; }

        public long OverpaidMinor { get; init; }

        public string InvoiceState { get; init; } = "";

        public string InvoiceClientId { get; init; } = "";

        public string Document { get; init; } = "";

        public Figures Figures => new(ClientId, Type, State, Currency, IssueOn, DueOn, PayableMinor, PaidMinor, CreditedMinor, WrittenOffMinor, OutstandingMinor, OverpaidMinor);
    }
}
