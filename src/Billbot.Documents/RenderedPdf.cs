namespace Billbot.Documents;

/// <summary>A drawn document. The same snapshot, mark and fonts give the same bytes from the same build.</summary>
public sealed record RenderedPdf(byte[] Bytes, IReadOnlyList<Finding> Findings, int Pages);

/// <summary>Something that a person should know before the document leaves. Message and fix never hold text that a user wrote.</summary>
/// <param name="Code">Stable, e.g. <c>missing_glyph</c>.</param>
/// <param name="Message">What was found.</param>
/// <param name="Fix">What can be done.</param>
/// <param name="Field">JSON pointer as the tools name the field: <c>/line_items/0/description</c>, <c>/notes</c>, <c>/client/name</c>, <c>/business/name</c>.</param>
/// <param name="CodePoints">The characters concerned, as <c>U+1F9FE</c>, in ascending order.</param>
public sealed record Finding(string Code, string Message, string Fix, string? Field, IReadOnlyList<string> CodePoints);

/// <summary>A document that would have more pages than a document may have. Nothing is drawn of it.</summary>
public sealed class DocumentTooLongException() : Exception($"The document would have more than {MostPages} pages.")
{
    public const int MostPages = 60;
}
