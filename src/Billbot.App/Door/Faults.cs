using System.Globalization;
using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>Collects every fault of an input, so that one answer names them all.</summary>
internal sealed class Faults
{
    private readonly List<Problem> _problems = [];

    public bool Any => _problems.Count > 0;

    public Problem Problem => Problem.InvalidArguments(_problems);

    /// <summary>The value, or its fault on record and the default: not to be used once <see cref="Any"/> is true.</summary>
    public T Take<T>(Result<T> result, string? field = null) where T : notnull
    {
        if (result.Succeeded(out var value, out var problem))
            return value;

        Add(problem, field);
        return default!;
    }

    /// <summary>Parses a text that was given; an empty text stands for none.</summary>
    public T? Parse<T>(string? text, Func<string, Result<T>> parse, string field) where T : struct =>
        string.IsNullOrEmpty(text) ? null : Take(parse(text), field);

    /// <inheritdoc cref="Parse{T}"/>
    public T? ParseText<T>(string? text, Func<string, Result<T>> parse, string field) where T : class =>
        string.IsNullOrEmpty(text) ? null : Take(parse(text), field);

    public void Add(Problem problem, string? field = null) => _problems.Add(field is null ? problem : problem.At(field));

    public static string Item(string list, int index, string field = "") => string.Create(CultureInfo.InvariantCulture, $"/{list}/{index}{field}");
}

/// <summary>How an update reads a text: not given leaves, empty clears.</summary>
internal static class Given
{
    public static string? Or(this string? given, string? present) => given switch
    {
        null => present,
        "" => null,
        _ => given,
    };
}
