using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Verification;

public sealed record VerifyDataInput
{
    /// <summary>Only this check, counted from 0: how a long verification shows how far it is. Each check sees one moment.</summary>
    public int? Part { get; init; }
}

/// <summary>One fact that a check found wrong.</summary>
public sealed record VerifyFinding(string Subject, string Message);

/// <summary>One check over all data of a business.</summary>
public sealed record VerifyCheck(string Name, string Promise, bool Ok, long Looked, IReadOnlyList<VerifyFinding> Findings);

/// <param name="Ok">Whether all checks that were made found nothing.</param>
/// <param name="Checks">What was checked.</param>
/// <param name="Parts">How many checks there are in all.</param>
public sealed record VerifyReport(bool Ok, IReadOnlyList<VerifyCheck> Checks, int Parts);

/// <summary>Recomputes what must hold of the stored data: numbers, frozen invoices, balances, the audit chain. Changes nothing.</summary>
public sealed class VerifyData(Doorway doorway) : UseCase<VerifyDataInput, VerifyReport>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("verify_data", Effect.Reads);

    protected override async Task<Result<VerifyReport>> HandleAsync(Work work, VerifyDataInput input, CancellationToken cancel)
    {
        var checks = new List<VerifyCheck>();
        foreach (var check in input.Part is { } part ? Checks.All.Skip(part).Take(1) : Checks.All)
        {
            cancel.ThrowIfCancellationRequested();
            checks.Add(await FileChecks.OrUnreadableAsync(() => check(work)));
        }

        return new VerifyReport(checks.All(c => c.Ok), checks, Checks.All.Count);
    }
}
