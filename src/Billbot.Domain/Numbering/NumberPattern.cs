using System.Globalization;
using System.Text;

namespace Billbot.Domain;

/// <summary>
/// How numbers look and when counting starts again: literal text and the tokens <c>{yyyy} {yy} {mm} {fy} {fyfy} {seq:000}</c>.
/// Every token but the counter has a fixed width, so two different (period, counter) never give one text.
/// </summary>
public sealed partial class NumberPattern
{
    /// <summary>The longest number (BT-1 as French law has it).</summary>
    public const int MostCharacters = 35;

    /// <summary>The longest number under Indian GST, CGST Rules 46(b).</summary>
    public const int MostCharactersInIndia = 16;

    private const int CheckedDigits = 6;

    private readonly IReadOnlyList<Part> _parts;

    private NumberPattern(string text, IReadOnlyList<Part> parts)
    {
        Text = text;
        _parts = parts;
    }

    private enum Token
    {
        Literal,
        Year,
        ShortYear,
        Month,
        FiscalYear,
        FiscalYears,
        Counter,
    }

    public string Text { get; }

    private bool Fiscal => _parts.Any(p => p.Token is Token.FiscalYear or Token.FiscalYears);

    private bool Calendar => _parts.Any(p => p.Token is Token.Year or Token.ShortYear);

    private bool Monthly => _parts.Any(p => p.Token == Token.Month);

    public static string DefaultOf(NumberedDocument document, string? country)
    {
        var year = country == "IN" ? "{fyfy}" : "{yyyy}";
        return $"{(document == NumberedDocument.Invoice ? "INV" : "CN")}-{year}-{{seq:0000}}";
    }

    /// <summary>Refuses <c>invalid_pattern</c>: unknown tokens, no counter, characters or lengths that numbers may not have in <paramref name="country"/>, or texts that would repeat.</summary>
    public static Result<NumberPattern> Parse(string text, string? country)
    {
        if (Split(text) is not { } parts)
            return NumberingProblems.UnknownToken;
        var pattern = new NumberPattern(text, parts);
        if (parts.Count(p => p.Token == Token.Counter) != 1)
            return NumberingProblems.NoCounter;
        if (pattern.Fiscal && (pattern.Calendar || pattern.Monthly))
            return NumberingProblems.TwoYears;
        if (pattern.Monthly && !pattern.Calendar)
            return NumberingProblems.Repeats;

        var longest = parts.Sum(p => p.Token == Token.Counter ? Math.Max(p.Text.Length, CheckedDigits) : p.Width);
        var literals = parts.Where(p => p.Token == Token.Literal).SelectMany(p => p.Text).ToList();
        if (country == "IN")
        {
            if (longest > MostCharactersInIndia || literals.Any(c => !char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c is not ('-' or '/')))
                return NumberingProblems.NotInIndia;
        }

        if (longest > MostCharacters)
            return NumberingProblems.TooLong;
        return literals.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '/' or '-')) ? NumberingProblems.Characters : pattern;
    }

    /// <summary>A pattern that was checked when it was saved.</summary>
    public static NumberPattern OfStored(string text) =>
        new(text, Split(text) ?? throw new ArgumentException($"{text} is no pattern.", nameof(text)));

    /// <summary>Whether a number of one could be a number of the other: only where both are the same up to a place that is a digit in both.</summary>
    public bool MayEqual(NumberPattern other)
    {
        var (a, b) = (LeadingText, other.LeadingText);
        var shared = Math.Min(a.Length, b.Length);
        if (a[..shared] != b[..shared])
            return false;
        return a.Length == b.Length || char.IsAsciiDigit((a.Length > b.Length ? a : b)[shared]);
    }

    /// <summary>The period that <paramref name="date"/> counts in: a month, a calendar year, a fiscal year, or the empty text for a counter that never starts again.</summary>
    public string PeriodOf(DateOnly date, MonthDay fiscalYearStart)
    {
        if (Monthly)
            return date.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        if (Calendar)
            return date.ToString("yyyy", CultureInfo.InvariantCulture);
        return Fiscal ? string.Create(CultureInfo.InvariantCulture, $"FY{FiscalYearOf(date, fiscalYearStart)}") : "";
    }

    public string Format(DateOnly date, MonthDay fiscalYearStart, long seq)
    {
        var fiscal = FiscalYearOf(date, fiscalYearStart);
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(part.Token switch
            {
                Token.Literal => part.Text,
                Token.Year => date.Year.ToString("0000", CultureInfo.InvariantCulture),
                Token.ShortYear => (date.Year % 100).ToString("00", CultureInfo.InvariantCulture),
                Token.Month => date.Month.ToString("00", CultureInfo.InvariantCulture),
                Token.FiscalYear => fiscal.ToString("0000", CultureInfo.InvariantCulture),
                Token.FiscalYears => string.Create(CultureInfo.InvariantCulture, $"{fiscal % 100:00}{(fiscal + 1) % 100:00}"),
                Token.Counter => seq.ToString(part.Text, CultureInfo.InvariantCulture),
            });
        }

        return text.ToString();
    }

    private string LeadingText => _parts[0] is { Token: Token.Literal } literal ? literal.Text : "";

    /// <summary>The calendar year in which the fiscal year of <paramref name="date"/> began.</summary>
    private static int FiscalYearOf(DateOnly date, MonthDay start) =>
        date < new DateOnly(date.Year, start.Month, start.Day) ? date.Year - 1 : date.Year;

    private static List<Part>? Split(string text)
    {
        var parts = new List<Part>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '{')
            {
                var open = text.IndexOf('{', at);
                var literal = open < 0 ? text[at..] : text[at..open];
                if (literal.Contains('}', StringComparison.Ordinal))
                    return null;
                parts.Add(new Part(Token.Literal, literal, literal.Length));
                at += literal.Length;
                continue;
            }

            var close = text.IndexOf('}', at);
            if (close < 0 || TokenOf(text[(at + 1)..close]) is not { } part)
                return null;
            parts.Add(part);
            at = close + 1;
        }

        return parts;
    }

    private static Part? TokenOf(string name) => name switch
    {
        "yyyy" => new Part(Token.Year, "", 4),
        "yy" => new Part(Token.ShortYear, "", 2),
        "mm" => new Part(Token.Month, "", 2),
        "fy" => new Part(Token.FiscalYear, "", 4),
        "fyfy" => new Part(Token.FiscalYears, "", 4),
        ['s', 'e', 'q', ':', .. var zeros] when zeros.Length is >= 1 and <= 10 && zeros.All(c => c == '0') => new Part(Token.Counter, zeros, zeros.Length),
        _ => null,
    };

    private sealed record Part(Token Token, string Text, int Width);
}
