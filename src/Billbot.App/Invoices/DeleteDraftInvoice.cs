using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record DeleteDraftInvoiceInput
{
    [Description("inv_ id or invoice number"), MaxLength(100)]
    public required string InvoiceId { get; init; }
}

/// <summary>What became of a deleted draft. Its number, where it had one, stays in the register as cancelled.</summary>
public sealed record DeletedDraftView
{
    public required InvoiceId InvoiceId { get; init; }

    public required bool Deleted { get; init; }

    public string? Number { get; init; }

    public string? NumberState { get; init; }
}

/// <summary>Deletes a draft; its number is never given again. Refuses <c>not_a_draft</c>, <c>invoice_not_found</c>.</summary>
public sealed class DeleteDraftInvoice(Doorway doorway) : UseCase<DeleteDraftInvoiceInput, DeletedDraftView>(doorway)
{
    public override Operation Operation { get; } = new("delete_draft_invoice", Scope.InvoicesDraft, Effect.Writes);

    protected override async Task<Result<DeletedDraftView>> HandleAsync(Work work, DeleteDraftInvoiceInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var draft = stored.Invoice;
        if (draft.RefusalToChange(null) is { } refusal)
            return refusal;

        if (draft.Number is { } number)
            await NumberRegister.MoveAsync(work, number, "cancelled", NumberRegister.Deleted);
        await InvoiceStore.DeleteAsync(work.Session, work.BusinessId, draft.Id);
        work.Record(draft.Id.Value, JsonSerializer.SerializeToNode(draft, DomainJson.Default.Invoice), null);
        return new DeletedDraftView
        {
            InvoiceId = draft.Id,
            Deleted = true,
            Number = draft.Number,
            NumberState = draft.Number is null ? null : "cancelled",
        };
    }
}
