namespace Billbot.Pdf.Fonts;

/// <summary>A font file that is damaged, of an outline kind that is not supported (only TrueType outlines are), or that forbids embedding.</summary>
public sealed class FontFormatException(string message) : Exception(message);
