using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record GetInvoiceInput
{
    [Description("inv_ id or invoice number"), MaxLength(100)]
    public required string InvoiceId { get; init; }
}

/// <summary>One invoice with lines, taxes, payments and deliveries. Refuses <c>invoice_not_found</c>.</summary>
public sealed class GetInvoice(Doorway doorway) : UseCase<GetInvoiceInput, InvoiceView>(doorway)
{
    public override Operation Operation { get; } = new("get_invoice", Scope.InvoicesRead, Effect.Reads);

    protected override async Task<Result<InvoiceView>> HandleAsync(Work work, GetInvoiceInput input, CancellationToken cancel) =>
        (await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem)
            ? await InvoiceReader.FullViewAsync(work, stored)
            : problem;
}
