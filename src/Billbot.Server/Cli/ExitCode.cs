using Billbot.Domain;

namespace Billbot.Server.Cli;

/// <summary>What the exit code of a command means; the same for every command.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Findings = 1;
    public const int WrongUsage = 2;
    public const int Refused = 3;
    public const int NotFound = 4;
    public const int Unreachable = 5;
    public const int Internal = 70;
    public const int Interrupted = 130;

    public static int Of(Problem problem) => problem.Kind switch
    {
        ProblemKind.Malformed => WrongUsage,
        ProblemKind.NotFound => NotFound,
        ProblemKind.Unavailable => Unreachable,
        ProblemKind.Invalid or ProblemKind.Conflict or ProblemKind.Forbidden or ProblemKind.LimitReached => Refused,
    };
}
