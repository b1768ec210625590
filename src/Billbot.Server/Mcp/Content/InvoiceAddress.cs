using System.Diagnostics.CodeAnalysis;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Content;

/// <summary>The addresses of invoices as resources: <c>invoice://{id}</c> and <c>invoice://{id}/pdf</c>.</summary>
internal static class InvoiceAddress
{
    public const string Record = "invoice://{id}";
    public const string Pdf = "invoice://{id}/pdf";
    public const string PdfType = "application/pdf";
    public const string RecordType = "application/json";

    private const string Scheme = "invoice://";
    private const string PdfEnd = "/pdf";

    public static string Of(string id) => $"{Scheme}{id}";

    public static ResourceLinkBlock LinkToPdf(string id) => new() { Uri = $"{Scheme}{id}{PdfEnd}", Name = "PDF", MimeType = PdfType };

    /// <summary>Reads an id or a number out of an address. A number may hold slashes, so only the very end says that the PDF is meant.</summary>
    public static bool TryRead(string address, [NotNullWhen(true)] out string? invoice, out bool isPdf)
    {
        (invoice, isPdf) = (null, address.EndsWith(PdfEnd, StringComparison.Ordinal));
        if (!address.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        var rest = address[Scheme.Length..^(isPdf ? PdfEnd.Length : 0)];
        invoice = Uri.UnescapeDataString(rest);
        return invoice.Length is > 0 and <= 100;
    }
}
