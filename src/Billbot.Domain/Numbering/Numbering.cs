using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>When an invoice takes its number.</summary>
[JsonConverter(typeof(SnakeCase<NumberingMode>))]
public enum NumberingMode
{
    /// <summary>With the draft: the draft shows it, a deleted draft leaves a tombstone.</summary>
    OnCreate,

    /// <summary>When issued, in the order of issue dates: no gap is possible. France, Spain, Italy, Portugal, Poland, Belgium, India.</summary>
    OnSend,
}

/// <summary>Credit notes are counted apart from all other documents.</summary>
[JsonConverter(typeof(SnakeCase<NumberedDocument>))]
public enum NumberedDocument
{
    Invoice,
    CreditNote,
}

/// <summary>What a business has chosen about its numbers; what is null follows its country.</summary>
public sealed record NumberingSettings
{
    public NumberingMode? Mode { get; init; }

    public string? InvoicePattern { get; init; }

    public string? CreditNotePattern { get; init; }
}

/// <summary>The rules a business counts by.</summary>
public sealed record NumberingRules(NumberingMode Mode, NumberPattern Invoice, NumberPattern CreditNote, MonthDay FiscalYearStart)
{
    public NumberPattern PatternOf(NumberedDocument document) => document == NumberedDocument.Invoice ? Invoice : CreditNote;

    /// <summary>The period whose counter gives the number of a document dated <paramref name="issueDate"/>.</summary>
    public string PeriodOf(NumberedDocument document, DateOnly issueDate) => PatternOf(document).PeriodOf(issueDate, FiscalYearStart);

    public string Format(NumberedDocument document, DateOnly issueDate, long seq) => PatternOf(document).Format(issueDate, FiscalYearStart, seq);
}
