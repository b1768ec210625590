namespace Billbot.Documents;

/// <summary>What a rendering says about itself beyond the invoice. The issued document has no mark.</summary>
public enum PdfMark
{
    None,

    /// <summary>Not issued yet; shown in the header.</summary>
    Draft,

    /// <summary>A copy of an invoice that was voided later; shown in the header and across every page.</summary>
    Void,
}
