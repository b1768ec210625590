using System.Globalization;
using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>Refusals of the door itself.</summary>
public static class DoorProblems
{
    public static Problem MissingScope(Scope scope) => new(
        ProblemKind.Forbidden,
        "missing_scope",
        $"This key lacks the scope {scope.Name()}.",
        $"The owner can make a key with {scope.Name()}: billbot keys create --preset assistant. Do not retry.");

    public static Problem OwnerOnly { get; } = new(
        ProblemKind.Forbidden,
        "needs_owner",
        "Only the owner may do this.",
        "The owner does it with the billbot command on the server. Do not retry.");

    public static Problem IdempotencyMismatch { get; } = new(
        ProblemKind.Invalid,
        "idempotency_mismatch",
        "This request_id was used with other arguments.",
        "Repeat the same arguments, or take a new request_id for a new intent.",
        "/request_id");

    public static Problem RequestInProgress { get; } = new(
        ProblemKind.Conflict,
        "request_in_progress",
        "A call with this request_id is still running.",
        "Wait 1 second and repeat the same call.",
        "/request_id");

    public static Problem RequestIdInvalid { get; } = new(
        ProblemKind.Malformed,
        "out_of_range",
        "request_id must be 1 to 255 printable ASCII characters.",
        "Send a short text of your own, for example request_id: \"greenleaf-redesign\".",
        "/request_id");

    public static Problem StorageFull { get; } = new(
        ProblemKind.Unavailable,
        "storage_full",
        "The server's disk is full; nothing was changed.",
        "Tell the user to free space on the server, then repeat the same call.");

    public static Problem Busy { get; } = new(
        ProblemKind.Unavailable,
        "busy",
        "The server's disk does not answer; nothing was changed.",
        "Repeat the same call later.");

    public static Problem Unknown { get; } = new(
        ProblemKind.Unavailable,
        "outcome_unknown",
        "The database went away while the change was committed: it may have been done or not.",
        "Repeat the same call with the same request_id; it is done once. Without one, look first whether it was done.");

    public static Problem Missing(string field) => new(
        ProblemKind.Malformed,
        "missing_argument",
        $"{field} must not be null.",
        "Give it a value, or leave the whole entry out.",
        field);

    public static Problem TextTooLong(string field, int limit) => new(
        ProblemKind.Invalid,
        "out_of_range",
        string.Create(CultureInfo.InvariantCulture, $"{field} is longer than {limit} characters."),
        string.Create(CultureInfo.InvariantCulture, $"Shorten it to {limit} characters or fewer."),
        field);

    public static Problem ForbiddenCharacter(string field, int codePoint) => new(
        ProblemKind.Invalid,
        "forbidden_character",
        string.Create(CultureInfo.InvariantCulture, $"{field} holds the character U+{codePoint:X4}, which does not belong in text."),
        "Take it out: control, bidirectional, zero-width and tag characters are refused, line breaks only where a text has several lines.",
        field);

    public static Problem TooManyMarks(string field) => new(
        ProblemKind.Invalid,
        "forbidden_character",
        $"{field} puts more than 8 combining marks on one letter.",
        "Take the surplus marks out.",
        field);
}
