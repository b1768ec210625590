using Billbot.Domain;

namespace Billbot.App.Paging;

/// <summary>Refusals of lists.</summary>
public static class PagingProblems
{
    public static Problem InvalidCursor { get; } = new(
        ProblemKind.Invalid,
        "invalid_cursor",
        "This cursor does not belong to this list.",
        "Take next_cursor of the page before, with the same filters, or leave cursor out to start over.",
        "/cursor");

    /// <summary>No day is in such a range.</summary>
    public static Problem DatesReversed(string field) => new(
        ProblemKind.Invalid,
        "dates_reversed",
        "The first day of the range is after its last.",
        "Exchange the two dates, or leave one out.",
        field);

    public static Problem LimitOutOfRange { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "limit must be 1 or more.",
        "Send a limit from 1 to 100, or leave it out for 25.",
        "/limit");

    public static Problem DaysOutOfRange { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "min_days_overdue lies between 1 and 36500.",
        "Send whole days, for example 14, or leave it out.",
        "/min_days_overdue");
}

/// <summary>How many rows a page has.</summary>
internal static class PageSize
{
    public const int Default = 25;
    public const int Most = 100;
    public const int MostDetailed = 20;

    /// <summary>25 unless said otherwise; more than the most is cut to it, less than 1 is refused.</summary>
    public static Result<int> Of(int? limit, bool detailed)
    {
        if (limit < 1)
            return PagingProblems.LimitOutOfRange;
        return Math.Min(limit ?? Default, detailed ? MostDetailed : Most);
    }
}
