using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record CreateInvoiceInput
{
    [Description("cl_ id or exact client name"), MaxLength(200)]
    public required string ClientId { get; init; }

    [Description("In printed order")]
    public required IReadOnlyList<LineItemInput> LineItems { get; init; }

    [Description("YYYY-MM-DD; default today in the business zone")]
    public DateOnly? IssueDate { get; init; }

    [Description("Days after issue; default from client"), Range(0, 3650)]
    public int? DueDays { get; init; }

    [Description("YYYY-MM-DD; instead of due_days")]
    public DateOnly? DueDate { get; init; }

    [Description("ISO 4217, e.g. USD; default from client or business"), MaxLength(3)]
    public string? Currency { get; init; }

    [Description("Printed on the invoice"), MaxLength(2000), Multiline]
    public string? Notes { get; init; }

    [Description("Buyer's order reference"), MaxLength(50)]
    public string? PoNumber { get; init; }

    [Description("Only when the user confirms it")]
    public bool? AllowDuplicate { get; init; }
}

/// <summary>
/// Drafts an invoice. The number comes from the register, at once or when it is sent (see <see cref="NumberingMode"/>). Without a request id the same
/// client and lines within 24 hours give the draft there is. Refuses what client, rates, figures, dates and totals refuse, each with its own code.
/// </summary>
public sealed class CreateInvoice(Doorway doorway) : UseCase<CreateInvoiceInput, InvoiceView>(doorway)
{
    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromHours(24);

    public override Operation Operation { get; } = new("create_invoice", Scope.InvoicesDraft, Effect.Writes);

    protected override async Task<Result<InvoiceView>> HandleAsync(Work work, CreateInvoiceInput input, CancellationToken cancel)
    {
        if (!(await ClientFinder.FindAsync(work, input.ClientId)).Succeeded(out var client, out var problem))
            return problem;
        if (client.Archived)
            return InvoiceProblems.ClientArchived(client.Id);

        var faults = new Faults();
        if (input.AllowDuplicate == true && work.Call.RequestId is null)
            faults.Add(ClientProblems.DuplicateNeedsRequestId);
        var currency = client.CurrencyIn(work.Business);
        var blank = new Invoice
        {
            Id = work.NewId<InvoiceId>(),
            ClientId = client.Id,
            Currency = currency,
            IssueDate = work.Today,
            DueDays = client.DueDaysIn(work.Business),
            Lines = [],
            Totals = null!,
        };
        var changes = new DraftChanges
        {
            LineItems = input.LineItems,
            IssueDate = input.IssueDate,
            DueDays = input.DueDays,
            DueDate = input.DueDate,
            Currency = input.Currency,
            Notes = input.Notes,
            PoNumber = input.PoNumber,
        };
        if (!changes.ApplyTo(blank, client, work, faults).Succeeded(out var draft, out problem))
            return problem;

        var same = draft.Lines.Count == 0 ? (InvoiceId?)null : await InvoiceStore.WithSameLinesAsync(work.Session, work.BusinessId, draft, work.Now - DuplicateWindow);
        if (same is { } there && work.Call.RequestId is null)
        {
            var found = await InvoiceReader.FullViewAsync(work, await InvoiceStore.LoadAsync(work.Session, work.BusinessId, there));
            return found with { Created = false, Warnings = [InvoiceWarnings.PossibleDuplicate(there, created: false), .. found.Warnings] };
        }

        if (work.Business.NumberingModeOf(draft.Type.Series(), draft.IssueDate, work.Today) == NumberingMode.OnCreate)
            draft = draft with { Number = await NumberRegister.TakeAsync(work, draft.Type, draft.IssueDate, draft.Id, issued: false) };
        var contentHash = Snapshot.ContentHash(draft, work.Business, client);
        await InvoiceStore.AddAsync(work.Session, work.BusinessId, draft, contentHash, work.Now);
        work.Record(draft.Id.Value, null, JsonSerializer.SerializeToNode(draft, DomainJson.Default.Invoice));

        WarningView[] doubled = same is { } earlier && input.AllowDuplicate != true ? [InvoiceWarnings.PossibleDuplicate(earlier, created: true)] : [];
        var view = await InvoiceReader.DraftViewAsync(work, draft, client, contentHash, doubled);
        if (work.Call.DryRun)
            view = view with { Id = null, Number = draft.Number ?? await NumberRegister.PreviewAsync(work, draft.Type, draft.IssueDate) };
        return view with { Created = true };
    }
}
