using Billbot.Domain;

namespace Billbot.Documents;

public enum PdfMark
{
    None,
    Draft,
    Void,
}

public sealed record Finding(string Code, string Message, string Fix, string? Field, IReadOnlyList<string> CodePoints);

public sealed record RenderedPdf(byte[] Bytes, IReadOnlyList<Finding> Findings, int Pages);

public static class InvoicePdf
{
    public static RenderedPdf Render(Snapshot snapshot, PdfMark mark, CancellationToken cancel = default) =>
        new(System.Text.Encoding.ASCII.GetBytes($"%PDF-1.7 {snapshot.Number} {mark}"), [], 1);
}
