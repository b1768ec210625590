namespace Billbot.Domain;

/// <summary>Refusals about numbers and their patterns.</summary>
public static class NumberingProblems
{
    public static Problem UnknownToken { get; } = Pattern(
        "The pattern holds a token that does not exist.",
        "Build it from text and {yyyy}, {yy}, {mm}, {fy}, {fyfy}, {seq:0000}, for example INV-{yyyy}-{seq:0000}.");

    public static Problem NoCounter { get; } = Pattern("A pattern has exactly one counter.", "Put {seq:0000} into it once.");

    public static Problem TwoYears { get; } = Pattern(
        "A pattern counts by calendar or by fiscal year, not by both.",
        "Use {yyyy} or {yy} with or without {mm}, or {fy} or {fyfy} alone.");

    public static Problem Repeats { get; } = Pattern("Numbers of this pattern would repeat every year.", "Add {yyyy} to {mm}.");

    public static Problem TooLong { get; } = Pattern("Its numbers would be longer than 35 characters.", "Shorten the text.");

    public static Problem Characters { get; } = Pattern("Numbers hold letters, digits and . _ / - only.", "Take the other characters out.");

    public static Problem NotInIndia { get; } = Pattern(
        "Numbers of Indian sellers have at most 16 characters of A-Z, 0-9, - and /.",
        "Use for example INV-{fyfy}-{seq:0000}.");

    public static Problem Overlap { get; } = Pattern(
        "A credit note could get the number of an invoice.",
        "Begin the two patterns with different letters, for example INV- and CN-.");

    public static Problem Taken { get; } = Pattern(
        "The new pattern could give a number that was taken by an earlier one.",
        "Begin it with other letters than before, for example R-{yyyy}-{seq:0000}.");

    public static Problem Fixed { get; } = new(
        ProblemKind.Conflict,
        "numbering_fixed",
        "Numbers are taken in every period to come; the rules they were made by stay.",
        "Keep pattern, mode and fiscal year as they are.",
        "/numbering");

    public static Problem ModeUnknown { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "There is no such numbering mode.",
        "Take on_create or on_send.",
        "/numbering/mode");

    private static Problem Pattern(string message, string fix) => new(ProblemKind.Invalid, "invalid_pattern", message, fix, "/numbering");
}
