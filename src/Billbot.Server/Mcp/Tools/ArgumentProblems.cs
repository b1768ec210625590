using System.Globalization;
using System.Text.Json;
using Billbot.Domain;

namespace Billbot.Server.Mcp.Tools;

/// <summary>Faults in the shape of arguments. A path is made of our own names and of positions, so it may stand in a sentence.</summary>
internal static class ArgumentProblems
{
    public static Problem Unknown(string path, string? nearest, IReadOnlyCollection<string> allowed, bool asksForNumber) => new(
        ProblemKind.Malformed,
        "unknown_argument",
        "There is no such argument; nothing was done.",
        $"{(asksForNumber ? "Leave it out: Billbot assigns numbers." : nearest is null ? "Leave it out." : $"Send {nearest} instead of it.")} Allowed: {(allowed.Count == 0 ? "none" : string.Join(", ", allowed))}.",
        path);

    public static Problem Missing(string path, string name, Shape shape) => new(
        ProblemKind.Malformed,
        "missing_argument",
        $"{path} is missing.",
        $"Send {name}, for example {name}: {ArgumentWords.ExampleOf(name, shape)}.",
        path);

    public static Problem WrongType(string path, string name, Shape shape, JsonElement got) => new(
        ProblemKind.Malformed,
        "wrong_type",
        $"{path} must be {Expected(shape)}, got {Got(got)}.",
        $"Send {name}: {ArgumentWords.ExampleOf(name, shape)}.",
        path);

    public static Problem NotPlainDecimal(string path, string name, Shape shape) => new(
        ProblemKind.Malformed,
        "wrong_type",
        $"{path} must be a plain decimal number: digits with a point, no exponent, no grouping, no currency sign.",
        $"Send {name}: {ArgumentWords.ExampleOf(name, shape)}.",
        path);

    public static Problem TooManyDigits(string path) => new(
        ProblemKind.Invalid,
        "out_of_range",
        $"{path} has more digits than any amount needs.",
        "Send at most 15 digits.",
        path);

    public static Problem TooManyDecimals(string path) => new(
        ProblemKind.Invalid,
        "too_many_decimals",
        $"{path} has more decimals than can be kept; nothing is rounded silently.",
        "Round it to at most 6 decimals.",
        path);

    public static Problem NotInteger(string path, string name, Shape shape) => new(
        ProblemKind.Malformed,
        "wrong_type",
        $"{path} must be a whole number.",
        $"Send {name}: {ArgumentWords.ExampleOf(name, shape)}.",
        path);

    public static Problem OutOfRange(string path, string name, Shape shape) => new(
        ProblemKind.Invalid,
        "out_of_range",
        shape.Max is { } most
            ? string.Create(CultureInfo.InvariantCulture, $"{path} must be from {shape.Min ?? 0} to {most}.")
            : string.Create(CultureInfo.InvariantCulture, $"{path} must be {shape.Min ?? 0} or more."),
        name == "unit_price" ? "For a deduction send a negative quantity." : $"Send {name}: {ArgumentWords.ExampleOf(name, shape)}.",
        path);

    public static Problem InvalidDate(string path, string name) => new(
        ProblemKind.Invalid,
        "invalid_date",
        $"{path} must be a date that exists, as YYYY-MM-DD.",
        $"Send {name}: \"2026-04-08\".",
        path);

    public static Problem NotAChoice(string path, string name, Shape shape) => new(
        ProblemKind.Invalid,
        "out_of_range",
        $"{path} must be one of {string.Join(", ", shape.Choices)}.",
        $"Send {name}: \"{shape.Choices[0]}\", or leave it out.",
        path);

    private static string Expected(Shape shape) => shape.Kind switch
    {
        ShapeKind.Text or ShapeKind.Choice => "a string",
        ShapeKind.Number => "a number",
        ShapeKind.Integer => "a whole number",
        ShapeKind.Flag => "true or false",
        ShapeKind.Date => "a date as YYYY-MM-DD",
        ShapeKind.List => "an array",
        ShapeKind.Record => "an object",
        _ => "something else",
    };

    private static string Got(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        _ => "null",
    };
}
