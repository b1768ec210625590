using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>What a call says of a draft: not given leaves, an empty text clears.</summary>
internal sealed record DraftChanges
{
    public IReadOnlyList<LineItemInput>? LineItems { get; init; }

    public DateOnly? IssueDate { get; init; }

    public int? DueDays { get; init; }

    public DateOnly? DueDate { get; init; }

    public string? Currency { get; init; }

    public string? Notes { get; init; }

    public string? PoNumber { get; init; }

    /// <summary>The draft with the changes, for <paramref name="client"/>. A new currency without new lines is refused: prices are not converted.</summary>
    public Result<Invoice> ApplyTo(Invoice draft, Client client, Work work, Faults faults)
    {
        if (DueDays is not null && DueDate is not null)
            faults.Add(InvoiceProblems.DueDaysAndDate);
        if (DueDays is < 0 or > 3650)
            faults.Add(PartyProblems.DueDaysOutOfRange);

        var currency = Currency is null ? draft.Currency : faults.Take(Domain.Currency.Parse(Currency)) ?? draft.Currency;
        if (currency != draft.Currency && LineItems is null && draft.Lines.Count > 0)
            faults.Add(DraftProblems.CurrencyNeedsLines);
        var lines = LineItems is null ? draft.Lines : LineReading.Read(LineItems, client, work.Business, currency, faults);
        if (faults.Any)
            return faults.Problem;

        return Invoice.Compose(draft with
        {
            ClientId = client.Id,
            Currency = currency,
            Lines = lines,
            IssueDate = IssueDate ?? draft.IssueDate,
            IssueDateGiven = IssueDate is not null || draft.IssueDateGiven,
            DueDays = DueDays ?? draft.DueDays,
            FixedDueDate = DueDays is not null ? null : DueDate ?? draft.FixedDueDate,
            Notes = Notes.Or(draft.Notes),
            PoNumber = PoNumber.Or(draft.PoNumber),
        }, work.Today);
    }
}

/// <summary>Refusals about drafts.</summary>
public static class DraftProblems
{
    public static Problem CurrencyNeedsLines { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "A new currency needs new prices.",
        "Send line_items with prices in the new currency together with it.",
        "/line_items");
}
