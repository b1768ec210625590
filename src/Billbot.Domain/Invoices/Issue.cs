using System.Text.Json.Nodes;

namespace Billbot.Domain;

/// <summary>What must hold before an invoice is issued. Each finding says what is missing and who can mend it how.</summary>
public static class Issue
{
    /// <summary>
    /// Null when the draft may be issued on <paramref name="today"/>. Refuses <c>incomplete_invoice</c> (with everything that is missing in details),
    /// <c>not_a_draft</c>, <c>client_archived</c>, <c>client_has_no_email</c>, <c>negative_total</c>, <c>tax_without_system</c>,
    /// <c>issue_date_in_future</c> (where numbers follow dates) and <c>due_date_passed</c>.
    /// </summary>
    public static Problem? Refusal(Invoice draft, Business business, Client client, DateOnly today)
    {
        if (draft.State != InvoiceState.Draft)
            return InvoiceProblems.NotADraft(draft.State);
        if (client.Archived)
            return InvoiceProblems.ClientArchived(client.Id);
        if (MissingFrom(draft, business, client) is { Count: > 0 } missing)
            return InvoiceProblems.Incomplete(missing);
        if (client.Email is null)
            return InvoiceProblems.ClientHasNoEmail(client.Id);
        if (draft.Totals.Total.IsNegative || draft.Totals.Payable.IsNegative)
            return InvoiceProblems.NegativeTotal;

        if (business.TaxSystem == TaxSystem.None && draft.Totals.Groups.Any(g => g.Treatment.Category != TaxCategory.OutsideScope))
            return TaxProblems.NoTaxSystem;

        var dated = draft.DatedFor(today);
        if (business.NumberingModeOf(draft.Type.Series(), dated.IssueDate, today) == NumberingMode.OnSend && dated.IssueDate > today)
            return InvoiceProblems.IssueDateInFuture(today);
        if (draft.Type != DocumentType.CreditNote && dated.Totals.Payable.IsPositive && dated.DueDate < today)
            return InvoiceProblems.DueDatePassed(dated.DueDate);
        return null;
    }

    /// <summary>Issue dates of a strict series never run backwards. Refuses <c>issue_date_before_last</c>.</summary>
    public static Problem? OutOfOrder(NumberingMode mode, DateOnly issueDate, DateOnly? lastInSeries) =>
        mode == NumberingMode.OnSend && issueDate < lastInSeries ? InvoiceProblems.IssueDateBeforeLast(lastInSeries.Value) : null;

    /// <summary>Whether cancelling an issued invoice of this seller takes a credit note: where VAT or GST is charged, the tax has to be taken back on paper.</summary>
    public static bool VoidTakesCreditNote(Business business) => business.TaxSystem is TaxSystem.Vat or TaxSystem.Gst;

    private static List<MissingField> MissingFrom(Invoice draft, Business business, Client client)
    {
        var missing = business.Missing().Select(MissingField.OfBusiness).ToList();
        if (draft.Lines.Count == 0)
            missing.Add(MissingField.OfInvoice("line_items"));

        var charged = draft.Totals.Groups.Select(g => g.Treatment.Category).ToHashSet();
        if (business.TaxSystem == TaxSystem.None)
            return missing;

        if (client.Address.Line1 is null && client.Address.City is null)
            missing.Add(MissingField.OfClient("address"));
        if (client.Address.Country is null)
            missing.Add(MissingField.OfClient("address.country"));
        if (charged.Overlaps([TaxCategory.ReverseCharge, TaxCategory.IntraEuGoods]) && client.TaxId is null)
            missing.Add(MissingField.OfClient("tax.tax_id"));
        if (charged.Overlaps([TaxCategory.IntraEuGoods, TaxCategory.Export]) && business.VatId is null)
            missing.Add(MissingField.OfBusiness("vat-id"));
        if (charged.Contains(TaxCategory.Exempt) && client.Tax.ReasonFor(TaxCategory.Exempt) is null && business.Tax.ReasonFor(TaxCategory.Exempt) is null)
            missing.Add(MissingField.OfBusiness("exemption-text"));
        return missing;
    }
}

/// <summary>One thing an invoice lacks, and how to add it.</summary>
public sealed record MissingField(string Field, string Fix)
{
    public static MissingField OfBusiness(string flag) => new($"business.{flag}", $"The owner runs: billbot business set --{flag} …");

    public static MissingField OfClient(string field) => new($"client.{field}", $"Ask the user, then update_client with {field}.");

    public static MissingField OfInvoice(string field) => new(field, $"Add {field} with update_invoice.");

    public JsonObject ToJson() => new() { ["field"] = Field, ["fix"] = Fix };
}
