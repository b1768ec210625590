using System.CommandLine;

namespace Billbot.Server.Cli;

/// <summary>Options that mean the same on every command.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The data folder. Else BILLBOT_DATA, else a folder of the user.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<string?> Business { get; } = new("--business") { Description = "Which business; needed where the folder holds several.", HelpName = "biz_…" };

    public static Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON; refusals too, on standard error." };

    public static Option<bool> DryRun { get; } = new("--dry-run") { Description = "Check everything, change nothing." };
}
