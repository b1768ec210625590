using System.Globalization;
using System.Text;

namespace Billbot.App.Mail.Mime;

/// <summary>File names of attachments: ASCII as it is, anything else by RFC 2231 with an ASCII name beside it for old readers.</summary>
internal static class FileNames
{
    private const int LongestPiece = 50;
    private const string Plain = "._-";

    public static IEnumerable<string> Parameters(string fileName)
    {
        if (fileName.Length is > 0 and <= LongestPiece && fileName.All(IsPlain))
            return [$"filename=\"{fileName}\""];

        // The true name first: readers that know both forms take what comes first.
        return [.. Extended(fileName), $"filename=\"{Fallback(fileName)}\""];
    }

    private static IEnumerable<string> Extended(string fileName)
    {
        var pieces = Pieces(fileName);
        return pieces.Count == 1
            ? [$"filename*=UTF-8''{pieces[0]}"]
            : pieces.Select((piece, i) => string.Create(CultureInfo.InvariantCulture, $"filename*{i}*={(i == 0 ? "UTF-8''" : "")}{piece}"));
    }

    private static List<string> Pieces(string fileName)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        foreach (var rune in fileName.EnumerateRunes())
        {
            var encoded = rune.IsAscii && IsPlain((char)rune.Value) ? rune.ToString() : Uri.EscapeDataString(rune.ToString());
            if (piece.Length + encoded.Length > LongestPiece)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(encoded);
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static string Fallback(string fileName)
    {
        var extension = Path.GetExtension(fileName);
        extension = extension.Length is > 1 and <= 6 && extension.All(IsPlain) ? extension : "";
        var name = string.Concat(fileName[..^extension.Length].EnumerateRunes().Select(r => r.IsAscii && IsPlain((char)r.Value) ? (char)r.Value : '_').Take(40));
        return (name.Length == 0 ? "attachment" : name) + extension;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal);
}
