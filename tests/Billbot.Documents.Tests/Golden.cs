using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Billbot.Documents.Tests;

/// <summary>Texts that are kept beside the tests. BILLBOT_REWRITE=1 writes them anew.</summary>
internal static partial class Golden
{
    public static void Matches(string name, string text, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "Golden", name);
        // Versions of pdftotext differ in how many blanks and empty lines they put between things.
        var tidy = string.Concat(text.Split('\n', '\f').Select(line => Blanks().Replace(line.Trim(), "  ")).Where(line => line.Length > 0).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("BILLBOT_REWRITE") == "1")
            File.WriteAllText(file, tidy);

        Assert.Equal(File.ReadAllText(file), tidy);
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}
