using Billbot.Domain;

namespace Billbot.App.Moving;

/// <summary>Why data does not move to another database.</summary>
public static class MoveProblems
{
    public static Problem NothingThere(string folder) => new(
        ProblemKind.NotFound,
        "source_missing",
        $"There is no Billbot data in {folder}.",
        "Name the data folder that is to move: --from DIR.",
        "/from");

    public static Problem InUse(string folder) => new(
        ProblemKind.Conflict,
        "source_in_use",
        $"The data folder {folder} is in use by another process.",
        "Stop the server on it first: what is written while the data moves would be left behind.",
        "/from");

    public static Problem Broken(string folder, string why) => new(
        ProblemKind.Conflict,
        "source_broken",
        $"The data in {folder} does not verify: {why}",
        "Nothing was moved. See billbot verify; restore the folder from a backup where needed.",
        "/from");

    public static Problem NotEmpty { get; } = new(
        ProblemKind.Conflict,
        "target_not_empty",
        "There is data in this database already; data moves into an empty one only.",
        "Name a database in which Billbot was never used.",
        "/to");

    public static Problem Differs(string what) => new(
        ProblemKind.Conflict,
        "target_differs",
        $"The database does not hold what was moved into it: {what}",
        "Nothing was kept there, and the data folder is as it was. Report this with the version of both databases.");

    public static Problem TargetMissing { get; } = new(
        ProblemKind.Malformed,
        "missing_argument",
        "No database was named.",
        "Give --to \"Host=…;Database=…;Username=…\", or set BILLBOT_DATABASE, which other users can not see.",
        "/to");
}
