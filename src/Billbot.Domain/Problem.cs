using System.Text.Json.Nodes;

namespace Billbot.Domain;

/// <summary>What kind of refusal it is; every face maps it once (REST status, MCP retry advice, page).</summary>
public enum ProblemKind
{
    /// <summary>Not well-formed: the input has no meaning (unknown member, wrong JSON type).</summary>
    Malformed,

    /// <summary>Well-formed, but a value breaks a rule.</summary>
    Invalid,

    /// <summary>Unknown to this business. Foreign and unknown ids look the same.</summary>
    NotFound,

    /// <summary>Right in itself, but not in the present state.</summary>
    Conflict,

    /// <summary>The caller may not.</summary>
    Forbidden,

    /// <summary>Too much for now.</summary>
    LimitReached,

    /// <summary>Billbot cannot at present.</summary>
    Unavailable,
}

/// <summary>
/// The one error type: what happened, a stable code, and how to mend it.
/// <c>Message</c> and <c>Fix</c> are made of constants, ids, numbers and dates; text that people wrote goes to <c>Details</c>.
/// </summary>
/// <param name="Kind">How faces show it.</param>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Message">What happened.</param>
/// <param name="Fix">What the caller does next: names a tool, an argument or a person.</param>
/// <param name="Field">JSON pointer into the input (RFC 6901), where one value is at fault.</param>
public sealed record Problem(ProblemKind Kind, string Code, string Message, string Fix, string? Field = null)
{
    /// <summary>All faults of an input, each a problem of its own; empty for other problems.</summary>
    public IReadOnlyList<Problem> Errors { get; init; } = [];

    /// <summary>Facts for the caller: candidates, the real value, what is missing. May hold text that people wrote.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>The answer to an input with one or many faults: always <c>invalid_arguments</c>, every fault in <see cref="Errors"/>.</summary>
    public static Problem InvalidArguments(IReadOnlyList<Problem> faults) => new(
        faults.Any(f => f.Kind == ProblemKind.Malformed) ? ProblemKind.Malformed : ProblemKind.Invalid,
        "invalid_arguments",
        faults.Count == 1 ? "1 argument is not valid." : $"{faults.Count} arguments are not valid.",
        "Mend every entry of errors, then call again.",
        faults.Count == 1 ? faults[0].Field : null)
    {
        Errors = faults,
    };

    /// <summary>The same problem, said of the value at <paramref name="field"/>.</summary>
    public Problem At(string field) => this with { Field = field };
}
