using System.Text.Json;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Verification;

/// <summary>Whether credit notes, replacements and moved payments fit what they refer to.</summary>
internal static class CorrectionChecks
{
    public static async Task<VerifyCheck> CreditsFitAsync(Work work)
    {
        var check = new Finder("credits_fit", "Credit notes refer to an invoice of the same client and currency, and together never take back more than it charged.");
        var credits = (await work.Session.ListAsync<CreditRow>(
            "select id, corrects_id, document from invoice where business_id = @BusinessId and type = 381 order by corrects_id, id", new { work.BusinessId })).ToLookup(c => c.CorrectsId);
        foreach (var group in credits)
        {
            check.Looked += group.Count();
            if (group.Key is not { } id
                || await work.Session.FirstAsync<CreditRow>("select id, state, document from invoice where business_id = @BusinessId and id = @id and type <> 381", new { work.BusinessId, id }) is not { } row)
            {
                check.Broken(group.First().Id, "The credit note refers to no invoice.");
                continue;
            }

            if (check.Read(id, () => JsonSerializer.Deserialize(row.Document, DomainJson.Default.Invoice)) is not { } original)
                continue;
            var notes = group.Select(c => check.Read(c.Id, () => JsonSerializer.Deserialize(c.Document, DomainJson.Default.Invoice))).OfType<Invoice>().ToList();
            foreach (var note in notes.Where(n => n.ClientId != original.ClientId || n.Currency != original.Currency || n.Preceding?.Number != original.Number))
                check.Broken(note.Id.Value, "The credit note does not fit the invoice that it refers to.");
            if (notes.All(n => n.Currency == original.Currency))
                Replay(check, original, notes, row.State == "void");
        }

        return check.Done;
    }

    public static async Task<VerifyCheck> LedgerLinksAsync(Work work)
    {
        var check = new Finder("ledger_links", "Every reversal undoes one row of its invoice once and in full; every moved payment left one invoice and stands on its replacement; a reference stands once.");
        var rows = new List<(EntryRow Row, LedgerEntry Entry)>();
        foreach (var row in await work.Session.ListAsync<EntryRow>(
            """
            select p.id, p.invoice_id, p.reference_turn, p.document, i.corrects_id from payment p join invoice i on i.business_id = p.business_id and i.id = p.invoice_id
            where p.business_id = @BusinessId order by p.id
            """,
            new { work.BusinessId }))
        {
            check.Looked++;
            if (check.Read(row.Id, () => JsonSerializer.Deserialize(row.Document, DomainJson.Default.LedgerEntry)) is { } entry)
                rows.Add((row, entry));
        }

        var byId = rows.ToDictionary(r => r.Row.Id);
        var reversals = rows.Where(r => r.Entry.Reverses is not null).ToLookup(r => r.Entry.Reverses!.Value.Value);
        foreach (var (row, entry) in rows)
        {
            if ((entry.Kind == LedgerKind.Reversal) != (entry.Reverses is not null))
                check.Broken(row.Id, "A reversal undoes a row, and nothing else does.");
            else if (entry.Reverses is { Value: var undone } && !(byId.TryGetValue(undone, out var target)
                && target.Row.InvoiceId == row.InvoiceId && target.Entry.Amount == entry.Amount && target.Entry.Kind != LedgerKind.Reversal && reversals[undone].Count() == 1))
                check.Broken(row.Id, "The row that it reverses is not there, is not its equal, or is reversed twice.");
            if (entry.MovedTo is { Value: var to } && !(byId.TryGetValue(to, out var arrived) && arrived.Entry.MovedFrom == entry.Reverses))
                check.Broken(row.Id, "The payment left this invoice and arrived nowhere.");
            if (entry.MovedFrom is { Value: var from } && !(byId.TryGetValue(from, out var left)
                && entry with { Id = left.Entry.Id, MovedFrom = left.Entry.MovedFrom } == left.Entry
                && row.CorrectsId == left.Row.InvoiceId && reversals[from].Any(r => r.Entry.MovedTo == entry.Id)))
                check.Broken(row.Id, "The payment is not the equal of one that left the replaced invoice.");
        }

        foreach (var reference in rows.Where(r => r.Entry.Reference is not null).GroupBy(r => r.Entry.Reference!))
        {
            if (reference.Count(r => !reversals[r.Row.Id].Any()) > 1 || !reference.Select(r => r.Row.ReferenceTurn).Order().SequenceEqual(Enumerable.Range(1, reference.Count()).Select(n => (long?)n)))
                check.Broken(reference.First().Row.Id, "Its reference stands on several rows.");
        }

        return check.Done;
    }

    /// <summary>Takes the credits one after the other, as they were issued: each has exactly the tax that the rule gives it.</summary>
    private static void Replay(Finder check, Invoice original, List<Invoice> notes, bool isVoid)
    {
        var credited = new Dictionary<TaxTreatment, TaxGroup>();
        var total = Money.Zero(original.Currency);
        foreach (var note in notes)
        {
            foreach (var group in note.Totals.Groups.Where(g => !g.Taxable.IsZero))
            {
                var invoiced = original.Totals.Groups.FirstOrDefault(g => g.Treatment == group.Treatment);
                if (invoiced is null || !CreditTax.Of(invoiced, credited.GetValueOrDefault(group.Treatment), group.Taxable).Succeeded(out var tax, out _) || tax != group.Tax)
                    check.Broken(note.Id.Value, "The credit note takes back more, or another tax, than the invoice charged.");
                credited[group.Treatment] = credited.TryGetValue(group.Treatment, out var sum) ? sum with { Taxable = sum.Taxable + group.Taxable, Tax = sum.Tax + group.Tax } : group;
            }

            total += note.Totals.Total;
        }

        if (total > original.Totals.Total)
            check.Broken(original.Id.Value, "More is credited than was invoiced.");
        if (!isVoid && total == original.Totals.Total && Crediting.Of(original, notes.Select(n => n.Totals)).Exhausted)
            check.Broken(original.Id.Value, "Everything is credited, but the invoice is not void.");
    }

    private sealed class CreditRow
    {
        public string Id { get; init; } = "";

        public string? CorrectsId { get; init; }

        public string State { get; init; } = "";

        public string Document { get; init; } = "";
    }

    private sealed class EntryRow
    {
        public string Id { get; init; } = "";

        public string InvoiceId { get; init; } = "";

        public long? ReferenceTurn { get; init; }

        public string? CorrectsId { get; init; }

        public string Document { get; init; } = "";
    }
}
