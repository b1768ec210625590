using System.Diagnostics.CodeAnalysis;

namespace Billbot.Domain;

/// <summary>A value or the reason why there is none. Expected refusals are values, exceptions are bugs.</summary>
public readonly struct Result<T> where T : notnull
{
    private readonly T? _value;
    private readonly Problem? _problem;

    private Result(T value) => _value = value;

    private Result(Problem problem) => _problem = problem;

    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        (value, problem) = (_value, _problem);
        return _problem is null;
    }

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Problem problem) => new(problem);
}
