using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Verification;

public sealed record VerifyDataInput;

/// <summary>One fact that a check found wrong.</summary>
public sealed record VerifyFinding(string Subject, string Message);

/// <summary>One check over all data of a business.</summary>
public sealed record VerifyCheck(string Name, string Promise, bool Ok, long Looked, IReadOnlyList<VerifyFinding> Findings);

public sealed record VerifyReport(bool Ok, IReadOnlyList<VerifyCheck> Checks);

/// <summary>Recomputes what must hold of the stored data: numbers, frozen invoices, balances, the audit chain. Changes nothing.</summary>
public sealed class VerifyData(Doorway doorway) : UseCase<VerifyDataInput, VerifyReport>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("verify_data", Effect.Reads);

    protected override async Task<Result<VerifyReport>> HandleAsync(Work work, VerifyDataInput input, CancellationToken cancel)
    {
        var checks = new List<VerifyCheck>();
        foreach (var check in Checks.All)
        {
            cancel.ThrowIfCancellationRequested();
            checks.Add(await check(work));
        }

        return new VerifyReport(checks.All(c => c.Ok), checks);
    }
}
