using Billbot.Domain;

namespace Billbot.App.Access;

/// <summary>Refusals about keys.</summary>
public static class KeyProblems
{
    public static Problem NotFound { get; } = new(
        ProblemKind.NotFound,
        "key_not_found",
        "This business has no such key.",
        "List the keys: billbot keys list.",
        "/key_id");

    public static Problem PresetUnknown { get; } = new(
        ProblemKind.Invalid,
        "preset_unknown",
        "There is no such preset.",
        "Take one of read, draft, assistant, autopilot.",
        "/preset");

    public static Problem LimitsMissing { get; } = new(
        ProblemKind.Invalid,
        "limits_missing",
        "An autopilot key sends without asking anyone.",
        "Say that you mean it: --unlimited.",
        "/unlimited");

    public static Problem ExpiryOutOfRange { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "A key lives for 1 to 3650 days, or for ever.",
        "Give --expires-days N, or --never-expires.",
        "/expires_days");

    public static Problem NameMissing { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "A key needs a name.",
        "Name what uses it, for example --name \"Claude Code\".",
        "/name");
}
