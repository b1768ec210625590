using Billbot.Domain;

namespace Billbot.App.Backup;

/// <summary>Why a backup is not made or not taken back.</summary>
public static class BackupProblems
{
    public static Problem Inside { get; } = new(
        ProblemKind.Invalid,
        "backup_inside_data",
        "A backup does not belong into the data folder it is of.",
        "Name a place outside of it, best on another disk: --to DIR.",
        "/to");

    public static Problem Elsewhere { get; } = new(
        ProblemKind.Conflict,
        "backup_elsewhere",
        "This data is kept by a database server.",
        "Use the backup of that server (pg_dump or its own).");

    public static Problem Unwritable(string path, string why) => new(
        ProblemKind.Unavailable,
        "backup_unwritable",
        $"The backup {path} can not be written: {why}",
        "Name a place that the user of the server may write to.",
        "/to");

    public static Problem None(string path) => new(
        ProblemKind.NotFound,
        "backup_not_found",
        $"There is no backup at {path}.",
        "Give the folder or the .tar file that billbot backup named.",
        "/from");

    public static Problem Broken(string path, string why) => new(
        ProblemKind.Conflict,
        "backup_broken",
        $"The backup {path} does not verify: {why}",
        "Nothing was restored. Take another backup.",
        "/from");

    public static Problem NotEmpty(string folder) => new(
        ProblemKind.Conflict,
        "folder_not_empty",
        $"{folder} is not empty; a restore overwrites nothing.",
        "Name a folder that does not exist: --data DIR. Move the old one away if it is to be replaced.",
        "/data");
}
