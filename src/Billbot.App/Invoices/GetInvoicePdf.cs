using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.Documents;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record GetInvoicePdfInput
{
    [MaxLength(100)]
    public required string InvoiceId { get; init; }
}

/// <summary>A PDF and the name of its file.</summary>
public sealed record InvoicePdfView(string FileName, byte[] Bytes);

/// <summary>The PDF of an invoice: of an issued one always the same bytes; a draft and a void one carry their mark. Refuses <c>invoice_not_found</c>.</summary>
public sealed class GetInvoicePdf : UseCase<GetInvoicePdfInput, InvoicePdfView>
{
    private readonly InvoiceDocuments _documents;

    internal GetInvoicePdf(Doorway doorway, InvoiceDocuments documents) : base(doorway) => _documents = documents;

    public override Operation Operation { get; } = new("get_invoice_pdf", Scope.InvoicesRead, Effect.Reads);

    protected override async Task<Result<InvoicePdfView>> HandleAsync(Work work, GetInvoicePdfInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var invoice = stored.Invoice;
        if (invoice is { State: InvoiceState.Void })
        {
            // What the client got stays in its bytes; who looks at it now sees that it is void.
            var issued = await InvoiceDocuments.SnapshotAsync(work.Session, work.BusinessId, invoice.Id);
            return new InvoicePdfView(InvoiceDocuments.FileNameOf(issued), InvoicePdf.Render(issued, PdfMark.Void, cancel).Bytes);
        }

        if (invoice.State != InvoiceState.Draft)
        {
            // The first to ask has it rendered and stored, through the gate: a preparation, not a change.
            var document = await _documents.PdfAsync(work.Session, work.BusinessId, invoice.Id, cancel);
            return new InvoicePdfView(document.FileName, document.Bytes);
        }

        var snapshot = Snapshot.Of(invoice, work.Business, await InvoiceReader.ClientOfAsync(work, invoice), work.Today);
        return new InvoicePdfView(InvoiceDocuments.FileNameOf(snapshot), InvoicePdf.Render(snapshot, PdfMark.Draft, cancel).Bytes);
    }
}
