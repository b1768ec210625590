using System.Globalization;
using Billbot.Domain;

namespace Billbot.Documents;

/// <summary>Finds characters that would be drawn as boxes, without drawing anything.</summary>
public static class GlyphCheck
{
    /// <summary>One <c>missing_glyph</c> finding per field of <paramref name="snapshot"/> that has such characters.</summary>
    public static IReadOnlyList<Finding> MissingIn(Snapshot snapshot, DocumentFonts? fonts = null)
    {
        var set = (fonts ?? DocumentFonts.Inter).Regular;
        List<Finding> findings = [];
        SortedSet<int> missing = [];
        foreach (var (field, text) in PrintedTexts.Of(snapshot))
        {
            if (text is null)
                continue;

            set.CollectMissing(text, missing);
            if (missing.Count == 0)
                continue;
            findings.Add(Missing(field, missing));
            missing.Clear();
        }

        return findings;
    }

    private static Finding Missing(string field, SortedSet<int> codePoints)
    {
        string[] names = [.. codePoints.Select(c => string.Create(CultureInfo.InvariantCulture, $"U+{c:X4}"))];
        return new Finding(
            "missing_glyph",
            $"The document's fonts cannot draw {string.Join(", ", names.Take(10))}{(names.Length > 10 ? " and more" : "")}: the PDF shows a box in place of each.",
            "Write it in other characters, or tell the user that the PDF shows boxes there.",
            field,
            names);
    }
}
