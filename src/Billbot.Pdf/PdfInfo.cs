namespace Billbot.Pdf;

/// <summary>What a document says about itself. Nothing is taken from the clock: no date, no date entry.</summary>
/// <param name="Title">Shown in the window's title.</param>
/// <param name="Language">BCP 47, for screen readers.</param>
/// <param name="Author">Who the document is from.</param>
/// <param name="Producer">The program that made it.</param>
/// <param name="CreatedAt">Written as creation and modification date.</param>
public sealed record PdfInfo(string Title, string Language, string? Author = null, string? Producer = null, DateTimeOffset? CreatedAt = null);
