using System.Text.Json;
using Billbot.Domain;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp.Content;

/// <summary>Invoices as resources: the record of each, and its PDF.</summary>
internal sealed class InvoiceResources(Operations operations)
{
    private const int PageSize = 50;
    private const string ListInvoices = "list_invoices";

    public static ValueTask<ListResourceTemplatesResult> ListTemplatesAsync(RequestContext<ListResourceTemplatesRequestParams> request, CancellationToken cancel) => new(new ListResourceTemplatesResult
    {
        ResourceTemplates =
        [
            new ResourceTemplate { Name = "invoice", Title = "Invoice", UriTemplate = InvoiceAddress.Record, MimeType = InvoiceAddress.RecordType, Description = "One invoice as get_invoice shows it. id: inv_ id or invoice number." },
            new ResourceTemplate { Name = "invoice_pdf", Title = "Invoice PDF", UriTemplate = InvoiceAddress.Pdf, MimeType = InvoiceAddress.PdfType, Description = "The PDF of one invoice; a draft carries a mark." },
        ],
    });

    /// <summary>The latest invoices, a page at a time; nothing for a key that may not read invoices.</summary>
    public async ValueTask<ListResourcesResult> ListAsync(RequestContext<ListResourcesRequestParams> request, CancellationToken cancel)
    {
        var principal = CallerOf(request);
        if (!operations.Allows(principal, ListInvoices))
            return new ListResourcesResult();
        var asked = await operations.AskAsync(principal, ListInvoices, new { limit = PageSize, cursor = request.Params?.Cursor }, cancel);
        if (!asked.Succeeded(out var page, out var problem))
            throw new McpProtocolException(problem.Errors is [var only, ..] ? only.Message : problem.Message, McpErrorCode.InvalidParams);
        return new ListResourcesResult
        {
            Resources = [.. page.GetProperty("invoices").EnumerateArray().Select(ResourceOf)],
            NextCursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null,
        };
    }

    public async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancel)
    {
        var uri = request.Params.Uri;
        if (!InvoiceAddress.TryRead(uri, out var invoice, out var isPdf))
            throw NotFound();
        var asked = await operations.AskAsync(CallerOf(request), isPdf ? "get_invoice_pdf" : "get_invoice", new { invoice_id = invoice }, cancel);
        if (!asked.Succeeded(out var answer, out var problem))
            throw problem.Kind == ProblemKind.Forbidden ? new McpProtocolException(problem.Message, McpErrorCode.InvalidParams) : NotFound();
        return new ReadResourceResult { Contents = [isPdf ? PdfOf(answer, uri) : new TextResourceContents { Uri = uri, MimeType = InvoiceAddress.RecordType, Text = answer.GetRawText() }] };
    }

    private static BlobResourceContents PdfOf(JsonElement answer, string uri) =>
        BlobResourceContents.FromBytes(answer.GetProperty("bytes").GetBytesFromBase64(), uri, InvoiceAddress.PdfType);

    private static Resource ResourceOf(JsonElement row)
    {
        var id = row.GetProperty("id").GetString()!;
        return new Resource
        {
            Uri = InvoiceAddress.Of(id),
            Name = row.TryGetProperty("number", out var number) && number.GetString() is { } text ? text : id,
            Title = $"{row.GetProperty("status").GetString()}, {row.GetProperty("total").GetString()} {row.GetProperty("currency").GetString()}",
            MimeType = InvoiceAddress.RecordType,
        };
    }

    private static CallerPrincipal CallerOf(MessageContext request) => (CallerPrincipal)request.User!;

    /// <summary>The same for addresses that mean nothing, unknown invoices and those of others.</summary>
    private static McpProtocolException NotFound() => new("There is no such resource. List them with resources/list.", McpErrorCode.InvalidParams);
}
