using System.Globalization;
using CsvHelper;

namespace Billbot.App.Invoices;

/// <summary>The register as CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it.</summary>
public sealed class NumberCsv : IDisposable
{
    private readonly CsvWriter _csv;

    public NumberCsv(TextWriter target)
    {
        _csv = CsvWriter.Create(target, CsvWriterOptions.Default with { Injection = CsvInjection.Escape }, leaveOpen: true);
        string?[] header = ["number", "document", "series_period", "sequence", "state", "invoice_id", "taken_at", "changed_at", "changed_by", "reason"];
        _csv.WriteRecord(header);
    }

    public void Write(RegisteredNumber n)
    {
        string?[] row =
        [
            n.Number, n.Document, n.Period, n.Sequence?.ToString(CultureInfo.InvariantCulture), n.State, n.InvoiceId, Text(n.TakenAt), Text(n.ChangedAt), n.ChangedBy, n.Reason,
        ];
        _csv.WriteRecord(row);
    }

    public void Dispose() => _csv.Dispose();

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
