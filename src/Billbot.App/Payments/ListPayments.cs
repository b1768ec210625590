using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Payments;

public sealed record ListPaymentsInput
{
    /// <summary>Of one invoice, by id or number; of all where missing.</summary>
    [MaxLength(100)]
    public string? InvoiceId { get; init; }

    /// <summary>25 where missing.</summary>
    [Range(1, 200)]
    public int? Limit { get; init; }

    /// <summary><c>next_cursor</c> of the page before.</summary>
    [MaxLength(100)]
    public string? Cursor { get; init; }
}

/// <summary>A row of the ledger with the invoice it belongs to.</summary>
public sealed record LedgerRowView(InvoiceId InvoiceId, string? Number, PaymentView Row);

public sealed record LedgerPage
{
    public required IReadOnlyList<LedgerRowView> Payments { get; init; }

    public string? NextCursor { get; init; }
}

/// <summary>Payments, refunds, write-offs and reversals, newest first. Refuses <c>invoice_not_found</c>, <c>invalid_cursor</c>, <c>out_of_range</c>.</summary>
public sealed class ListPayments(Doorway doorway) : UseCase<ListPaymentsInput, LedgerPage>(doorway)
{
    private const int Usual = 25;
    private const int Most = 200;

    public override Operation Operation { get; } = new("list_payments", Scope.InvoicesRead, Effect.Reads);

    protected override async Task<Result<LedgerPage>> HandleAsync(Work work, ListPaymentsInput input, CancellationToken cancel)
    {
        if (input.Limit is < 1 or > Most)
            return LimitOutOfRange;
        PaymentId? before = null;
        if (!string.IsNullOrEmpty(input.Cursor))
        {
            if (!EntityId.TryParse<PaymentId>(input.Cursor, out var last))
                return CursorInvalid;
            before = last;
        }

        Invoice? invoice = null;
        if (!string.IsNullOrEmpty(input.InvoiceId))
        {
            if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
                return problem;
            invoice = stored.Invoice;
        }

        var limit = input.Limit ?? Usual;
        var rows = await LedgerStore.PageAsync(work.Session, work.BusinessId, invoice?.Id, before, limit + 1);
        var page = rows.Take(limit).ToList();
        var reversals = await LedgerStore.ReversalsAsync(work.Session, work.BusinessId, [.. page.Select(r => r.Entry.Id)]);
        var numbers = new Dictionary<InvoiceId, string?>();
        foreach (var id in page.Select(r => r.Invoice).Distinct())
            numbers[id] = (await InvoiceStore.LoadAsync(work.Session, work.BusinessId, id)).Invoice.Number;
        return new LedgerPage
        {
            Payments = [.. page.Select(r => new LedgerRowView(
                r.Invoice, numbers[r.Invoice], PaymentView.Of(r.Entry) with { ReversedBy = reversals.TryGetValue(r.Entry.Id, out var by) ? by : null }))],
            NextCursor = rows.Count > limit ? page[^1].Entry.Id.Value : null,
        };
    }

    private static Problem LimitOutOfRange { get; } = new(ProblemKind.Invalid, "out_of_range", "limit lies between 1 and 200.", "Leave it out for 25.", "/limit");

    private static Problem CursorInvalid { get; } = new(
        ProblemKind.Invalid, "invalid_cursor", "This cursor is none of this list.", "Start without a cursor; then pass next_cursor as it came.", "/cursor");
}
