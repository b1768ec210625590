using System.Globalization;

namespace Billbot.Documents.Locales;

/// <summary>The forms in which dates are printed.</summary>
internal static class Dates
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>March 9, 2026.</summary>
    public static string MonthFirst(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{Months[date.Month - 1]} {date.Day}, {date.Year}");

    /// <summary>9 March 2026.</summary>
    public static string DayFirst(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{date.Day} {Months[date.Month - 1]} {date.Year}");

    /// <summary>09.03.2026.</summary>
    public static string Dotted(DateOnly date) => date.ToString("dd'.'MM'.'yyyy", CultureInfo.InvariantCulture);

    /// <summary>09/03/2026.</summary>
    public static string Slashed(DateOnly date) => date.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    /// <summary>09-03-2026.</summary>
    public static string Dashed(DateOnly date) => date.ToString("dd'-'MM'-'yyyy", CultureInfo.InvariantCulture);
}
