using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record CreateCorrectedInvoiceInput
{
    [Description("inv_ id or invoice number"), MaxLength(100)]
    public required string InvoiceId { get; init; }

    [Description("As in create_invoice; replaces all lines")]
    public IReadOnlyList<LineItemInput>? LineItems { get; init; }

    [Description("Days after issue"), Range(0, 3650)]
    public int? DueDays { get; init; }

    [Description("Printed on the invoice"), MaxLength(2000), Multiline]
    public string? Notes { get; init; }
}

/// <summary>
/// Drafts the replacement of an issued invoice: a copy with the given changes that refers to it. When the draft is sent, payments move and the original
/// becomes void (<see cref="Correction"/>). There is one replacement: asked again, it comes back. Refuses <c>not_issued</c>, <c>already_corrected</c>,
/// <c>credit_note_not_correctable</c>, <c>client_archived</c>, and what create refuses.
/// </summary>
public sealed class CreateCorrectedInvoice(Doorway doorway) : UseCase<CreateCorrectedInvoiceInput, InvoiceView>(doorway)
{
    public override Operation Operation { get; } = new("create_corrected_invoice", Scope.InvoicesDraft, Effect.Writes);

    protected override async Task<Result<InvoiceView>> HandleAsync(Work work, CreateCorrectedInvoiceInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var original = stored.Invoice;
        if (original.State == InvoiceState.Draft)
            return InvoiceProblems.NotIssued with { Fix = "A draft is changed with update_invoice." };
        if (original.Type == DocumentType.CreditNote)
            return CreditProblems.CreditNoteStays;
        if (await ReplacementOfAsync(work, original) is { } present)
            return await PresentAsync(work, original, present, input);

        var client = await InvoiceReader.ClientOfAsync(work, original);
        if (client.Archived)
            return InvoiceProblems.ClientArchived(client.Id);
        var changes = new DraftChanges { LineItems = input.LineItems, DueDays = input.DueDays, Notes = input.Notes };
        if (!changes.ApplyTo(original.Replacement(work.NewId<InvoiceId>(), work.Today), client, work, new Faults()).Succeeded(out var draft, out problem))
            return problem;

        if (work.Business.NumberingModeOf(draft.Type.Series(), draft.IssueDate, work.Today) == NumberingMode.OnCreate)
            draft = draft with { Number = await NumberRegister.TakeAsync(work, draft.Type, draft.IssueDate, draft.Id, issued: false) };
        var contentHash = Snapshot.ContentHash(draft, work.Business, client);
        await InvoiceStore.AddAsync(work.Session, work.BusinessId, draft, contentHash, work.Now);
        work.Record(draft.Id.Value, null, JsonSerializer.SerializeToNode(draft, DomainJson.Default.Invoice));

        var view = await InvoiceReader.DraftViewAsync(work, draft, client, contentHash);
        if (work.Call.DryRun)
            view = view with { Id = null, Number = draft.Number ?? await NumberRegister.PreviewAsync(work, draft.Type, draft.IssueDate) };
        return view with { Created = true, Corrects = InvoiceReader.Link(original) };
    }

    private static async Task<StoredInvoice?> ReplacementOfAsync(Work work, Invoice original) =>
        (await InvoiceStore.ReferringAsync(work.Session, work.BusinessId, original.Id))
            .FirstOrDefault(r => r.Invoice is { Type: not DocumentType.CreditNote, State: not InvoiceState.Void });

    private static async Task<Result<InvoiceView>> PresentAsync(Work work, Invoice original, StoredInvoice present, CreateCorrectedInvoiceInput input)
    {
        if (present.Invoice.State != InvoiceState.Draft)
            return CreditProblems.AlreadyCorrected(present.Invoice.Id);
        var found = await InvoiceReader.FullViewAsync(work, present);
        WarningView[] ignored = input is { LineItems: null, DueDays: null, Notes: null } ? [] : [OpenReplacement];
        return found with { Created = false, Corrects = InvoiceReader.Link(original), Warnings = [.. ignored, .. found.Warnings] };
    }

    private static WarningView OpenReplacement { get; } = new(
        "open_replacement",
        "This invoice has a replacement in draft already; the given changes were not applied.",
        "Change that draft with update_invoice.");
}
