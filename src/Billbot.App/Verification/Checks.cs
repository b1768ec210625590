using Billbot.App.Door;

namespace Billbot.App.Verification;

/// <summary>Everything that must hold of stored data. Each check reads all it speaks of and names what it finds broken.</summary>
internal static class Checks
{
    public static IReadOnlyList<Func<Work, Task<VerifyCheck>>> All { get; } =
    [
        FileChecks.WholeAsync,
        NumberChecks.ContiguousAsync,
        NumberChecks.ExplainedAsync,
        DocumentChecks.SnapshotsUnchangedAsync,
        DocumentChecks.DocumentsUnchangedAsync,
        DocumentChecks.MailsUnchangedAsync,
        ColumnChecks.AgreeAsync,
        LedgerChecks.TotalsAddUpAsync,
        LedgerChecks.BalancesFollowAsync,
        SumChecks.FollowAsync,
        CorrectionChecks.CreditsFitAsync,
        CorrectionChecks.LedgerLinksAsync,
        RecordChecks.UnbrokenAsync,
        ReplayChecks.AgreesAsync,
    ];
}
