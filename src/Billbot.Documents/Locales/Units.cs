using Billbot.Domain;

namespace Billbot.Documents.Locales;

/// <summary>Units as a table cell shows them: short, and the same for one and for many.</summary>
internal sealed class Units(string words)
{
    public const string Codes = "HUR MIN DAY WEE MON ANN H87 E48 LS KGM KMT MTR MTK LTR P1";

    private readonly Dictionary<string, string> _words = Codes.Split(' ').Zip(words.Split(' ')).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);

    /// <summary>Empty for plain units ("2 of it"): the number says it all.</summary>
    public string WordFor(Unit unit) => unit == Unit.One ? "" : _words.TryGetValue(unit.Code, out var word) ? word : unit.Code;
}
