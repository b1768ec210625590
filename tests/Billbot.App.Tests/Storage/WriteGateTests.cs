using Billbot.App.Storage;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using Microsoft.Data.Sqlite;

namespace Billbot.App.Tests.Storage;

[Trait("Database", "Sqlite")]
public sealed class WriteGateTests
{
    [Fact]
    public async Task A_member_that_fails_or_discards_leaves_nothing_and_disturbs_nobody()
    {
        await using var office = await TestOffice.OpenAsync();
        using var held = new HeldGate(office);

        var members = Enumerable.Range(0, 30).Select(i => office.Installation.Database.WriteAsync(office.Business, async session =>
        {
            await Insert(session, office, i);
            if (i % 3 == 0)
                throw new InvalidOperationException("a bug");
            return (i, i % 3 == 1 ? Ending.Discard : Ending.Keep);
        }, CancellationToken.None)).ToList();
        held.Open();

        for (var i = 0; i < members.Count; i++)
        {
            if (i % 3 == 0)
                await Assert.ThrowsAsync<InvalidOperationException>(() => members[i]);
            else
                Assert.Equal(i, await members[i]);
        }

        Assert.Equal(Enumerable.Range(0, 30).Where(i => i % 3 == 2), Rows.Many<int>(office, "select cast(request_id as integer) from idempotency order by 1"));
    }

    [Fact]
    public async Task A_statement_that_the_database_refuses_ends_its_own_member_alone()
    {
        await using var office = await TestOffice.OpenAsync();
        using var held = new HeldGate(office);

        var good = office.Installation.Database.WriteAsync(office.Business, session => Insert(session, office, 1), CancellationToken.None);
        var bad = office.Installation.Database.WriteAsync(office.Business, session => Insert(session, office, 1), CancellationToken.None);
        var later = office.Installation.Database.WriteAsync(office.Business, session => Insert(session, office, 2), CancellationToken.None);
        held.Open();

        Assert.Equal(1, await good);
        await Assert.ThrowsAsync<SqliteException>(() => bad);
        Assert.Equal(1, await later);
        Assert.Equal(2, Rows.Count(office, "idempotency"));
    }

    [Fact]
    public async Task Who_gives_up_before_the_gate_changes_nothing()
    {
        await using var office = await TestOffice.OpenAsync();
        using var held = new HeldGate(office);
        using var cancel = new CancellationTokenSource();

        var waiting = office.Installation.Database.WriteAsync(office.Business, session => Insert(session, office, 1), cancel.Token);
        await cancel.CancelAsync();
        held.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, Rows.Count(office, "idempotency"));
    }

    [Fact]
    public async Task Who_gives_up_after_the_work_was_done_still_learns_that_it_was_done()
    {
        await using var office = await TestOffice.OpenAsync();
        using var cancel = new CancellationTokenSource();

        var done = await office.Installation.Database.WriteAsync(office.Business, async session =>
        {
            var rows = await Insert(session, office, 1);
            await cancel.CancelAsync();
            return rows;
        }, cancel.Token);

        Assert.Equal(1, done);
        Assert.Equal(1, Rows.Count(office, "idempotency"));
    }

    [Fact]
    public async Task What_waits_together_is_committed_together()
    {
        await using var office = await TestOffice.OpenAsync();
        using var watcher = new SqliteConnection($"Data Source={office.Folder.File("billbot.db")};Pooling=False");
        watcher.Open();
        var seen = new List<long>();
        using var held = new HeldGate(office);

        var members = Enumerable.Range(0, 200).Select(i => office.Installation.Database.WriteAsync(office.Business, async session =>
        {
            await Insert(session, office, i);
            lock (seen)
                seen.Add(Committed(watcher));
            return i;
        }, CancellationToken.None)).ToList();
        held.Open();
        await Task.WhenAll(members);

        // The first group is the one that waits plus 63; nobody sees a member of a group before the whole group is there.
        Assert.Equal([0, 63, 127, 191], seen.Distinct());
        Assert.Equal(200, Committed(watcher));
    }

    [Fact]
    public async Task Whoever_comes_after_the_end_is_told_so()
    {
        var office = await TestOffice.OpenAsync();
        var database = office.Installation.Database;
        await office.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.WriteAsync(office.Business, session => Insert(session, office, 1), CancellationToken.None));
    }

    [Fact]
    public async Task What_waits_when_the_end_comes_is_still_done()
    {
        var office = await TestOffice.OpenAsync();
        var folder = office.Folder;
        var held = new HeldGate(office);
        var waiting = Enumerable.Range(0, 100).Select(i => office.Installation.Database.WriteAsync(office.Business, session => Insert(session, office, i), CancellationToken.None)).ToList();

        var ending = Task.Run(() => office.Installation.DisposeAsync().AsTask());
        held.Open();
        await ending;

        Assert.All(await Task.WhenAll(waiting), rows => Assert.Equal(1, rows));
        await using var again = await TestOffice.ReopenAsync(folder, office.Clock);
        Assert.Equal(100, Rows.Count(again, "idempotency"));
        held.Dispose();
        await office.DisposeAsync();
    }

    private static long Committed(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from idempotency";
        return (long)command.ExecuteScalar()!;
    }

    private static Task<int> Insert(Session session, TestOffice office, int i) => session.ExecuteAsync(
        "insert into idempotency (business_id, family, operation, request_id, fingerprint, result, created_at) values (@Business, '', '', @id, x'00', '', 0)",
        new { office.Business, id = i.ToString(System.Globalization.CultureInfo.InvariantCulture) });
}
