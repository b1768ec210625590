using System.Data.Common;
using Billbot.App.Audit;
using Billbot.App.Businesses;
using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.App.Verification;
using Billbot.Domain;
using Npgsql;

namespace Billbot.App.Moving;

/// <summary>What moved.</summary>
public sealed record MoveView(string From, int Businesses, long Rows, IReadOnlyList<MovedHead> Heads);

/// <summary>The head of a business's record, the same before and after.</summary>
public sealed record MovedHead(string Business, long Sequence, string Hash);

/// <summary>How far it is.</summary>
public readonly record struct MoveStep(string What, long Done, long Total);

/// <summary>
/// Moves all data of a folder to PostgreSQL in one transaction, which is kept only when every check that held before holds after it.
/// The folder is only read.
/// </summary>
public static class Moves
{
    private const int Patience = 3600;

    /// <summary>
    /// Moves <paramref name="from"/> to the database of <paramref name="to"/>. Refuses <c>source_missing</c>, <c>source_in_use</c>, <c>source_broken</c>,
    /// <c>target_not_empty</c>, <c>target_differs</c>, and what <see cref="PostgresProblems"/> says; whatever ends it early leaves the target empty.
    /// </summary>
    public static async Task<Result<MoveView>> RunAsync(string from, string to, TimeProvider time, IProgress<MoveStep> progress, CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(from, "billbot.db")))
            return MoveProblems.NothingThere(from);
        using var folder = DataFolder.TryOpen(from);
        if (folder is null)
            return MoveProblems.InUse(from);
        try
        {
            await using var source = await SqliteDatabase.OpenAsync(folder, time);
            var (businesses, finding) = await source.ReadAsync(default, session => VerifyAsync(session, time, progress, "Verifying the folder", cancel), cancel);
            if (finding is not null)
                return MoveProblems.Broken(from, finding);
            return await ToServerAsync(from, source, businesses, to, time, progress, cancel);
        }
        catch (Exception failure) when (failure is StorageException or (DbException and not NpgsqlException))
        {
            return MoveProblems.Broken(from, failure.Message);
        }
    }

    private static async Task<Result<MoveView>> ToServerAsync(
        string from, SqliteDatabase source, IReadOnlyList<BusinessId> businesses, string to, TimeProvider time, IProgress<MoveStep> progress, CancellationToken cancel)
    {
        try
        {
            await using var server = PostgresConnections.Source(to, "-c synchronous_commit=on", Patience);
            await using var connection = await server.OpenConnectionAsync(cancel);
            await PostgresSchema.ApplyAsync(connection, time);
            return await source.ReadAsync(default, session => InOneTransactionAsync(session, connection), cancel);
        }
        catch (Exception failure) when (failure is NpgsqlException or PostgresRefusedException or ArgumentException or TimeoutException && !cancel.IsCancellationRequested)
        {
            return PostgresProblems.Of(failure);
        }

        async Task<Result<MoveView>> InOneTransactionAsync(Session session, NpgsqlConnection connection)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var target = new Session(connection, new PostgresDialect());
            if (!await MoveStore.TakeEmptyAsync(target))
                return MoveProblems.NotEmpty;
            var rows = await MoveStore.CopyAsync(session, connection, progress, cancel);

            await MoveStore.ActAsServerAsync(target);
            var (moved, finding) = await VerifyAsync(target, time, progress, "Verifying the database", cancel);
            finding ??= moved.SequenceEqual(businesses) ? null : "Businesses are missing.";
            var heads = new List<MovedHead>();
            foreach (var business in businesses.TakeWhile(_ => finding is null))
            {
                var head = await HeadAsync(target, business, time);
                if (head != await HeadAsync(session, business, time))
                    finding = $"{business}: The head of the record is another one.";
                heads.Add(head);
            }

            if (finding is not null)
                return MoveProblems.Differs(finding);
            cancel.ThrowIfCancellationRequested();
            await transaction.CommitAsync(CancellationToken.None);
            return new MoveView(from, businesses.Count, rows, heads);
        }
    }

    /// <summary>All businesses, and the first thing that verify finds wrong in one.</summary>
    private static async Task<(IReadOnlyList<BusinessId> Businesses, string? Finding)> VerifyAsync(Session session, TimeProvider time, IProgress<MoveStep> progress, string what, CancellationToken cancel)
    {
        var businesses = await BusinessStore.ListIdsAsync(session);
        var (done, total) = (0, businesses.Count * Checks.All.Count);
        foreach (var business in businesses)
        {
            var work = await WorkAsync(session, business, time);
            foreach (var check in Checks.All)
            {
                cancel.ThrowIfCancellationRequested();
                progress.Report(new MoveStep(what, done++, total));
                var result = await FileChecks.OrUnreadableAsync(() => check(work));
                if (result.Findings is [var finding, ..])
                    return (businesses, $"{result.Name}: {finding.Subject}: {finding.Message}");
            }
        }

        return (businesses, null);
    }

    private static async Task<MovedHead> HeadAsync(Session session, BusinessId business, TimeProvider time)
    {
        var head = await RecordStore.HeadAsync(await WorkAsync(session, business, time));
        return new MovedHead(business.Value, head?.Seq ?? 0, Convert.ToHexStringLower(head?.Hash ?? []));
    }

    private static async Task<Work> WorkAsync(Session session, BusinessId business, TimeProvider time)
    {
        await session.EnterAsync(business);
        return new Work(new Call(Caller.Owner(business), Face.Cli), business, await BusinessStore.LoadAsync(session, business), session, time.GetUtcNow());
    }
}
