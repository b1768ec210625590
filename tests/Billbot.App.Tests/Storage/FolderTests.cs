using System.Diagnostics;
using Billbot.App.Storage;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using Microsoft.Data.Sqlite;

namespace Billbot.App.Tests.Storage;

[Trait("Database", "Sqlite")]
public sealed class FolderTests
{
    [Fact]
    public async Task A_folder_that_is_opened_again_has_everything()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var busy = await office.BusyAsync();
        var view = (await office.Agent.AskAsync("get_invoice", new { invoice_id = busy.Partly })).Value.GetRawText();
        var rows = Rows.All(office);
        await office.Installation.DisposeAsync();

        await using var again = await TestOffice.ReopenAsync(office.Folder, office.Clock);

        Assert.Equal(rows, Rows.All(again));
        Assert.Equal(view, (await again.Agent.AskAsync("get_invoice", new { invoice_id = busy.Partly })).Value.GetRawText());
        Assert.Equal("INV-2026-0007", (await again.FreshDraftAsync(busy.Client, 1)).Text("number"));
    }

    [Fact]
    public async Task A_folder_has_one_holder_at_a_time()
    {
        await using var office = await TestOffice.OpenAsync();

        Assert.Null(DataFolder.TryOpen(office.Folder.Path));
        await office.Installation.DisposeAsync();
        using var free = DataFolder.TryOpen(office.Folder.Path);
        Assert.NotNull(free);
    }

    [Fact]
    public async Task Another_process_finds_the_lock_taken_and_gets_it_when_it_is_free()
    {
        await using var office = await TestOffice.OpenAsync();
        var file = office.Folder.File("billbot.lock");

        Assert.NotEqual(0, await ExitOfAsync("flock", "--nonblock", file, "true"));
        await office.Installation.DisposeAsync();
        Assert.Equal(0, await ExitOfAsync("flock", "--nonblock", file, "true"));
    }

    [Fact]
    public async Task The_database_is_for_its_owner_alone_in_a_folder_that_others_may_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var outer = new TemporaryFolder();
        var path = outer.File("shared");
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        for (var start = 1; start <= 2; start++)
        {
            await using (await Installation.OpenAsync(DataFolder.TryOpen(path)!, TimeProvider.System))
            {
                foreach (var file in Directory.GetFiles(path, "billbot.db*"))
                    Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }

            File.SetUnixFileMode(Path.Combine(path, "billbot.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    [Fact]
    public void What_is_created_is_for_its_owner_alone()
    {
        using var outer = new TemporaryFolder();
        var path = outer.File("deep/er");

        using (DataFolder.TryOpen(path))
        {
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(path, "outbox")));
            }
        }
    }

    [Theory]
    [InlineData("pragma journal_mode", "wal")]
    [InlineData("pragma synchronous", "2")]
    [InlineData("pragma foreign_keys", "1")]
    [InlineData("pragma mmap_size", "0")]
    public async Task The_writer_keeps_what_it_acknowledged_through_a_loss_of_power(string pragma, string value)
    {
        await using var office = await TestOffice.OpenAsync();

        var found = await office.Installation.Database.WriteAsync(office.Business, session => session.FirstAsync<string>(pragma), CancellationToken.None);

        Assert.Equal(value, found);
    }

    [Fact]
    public async Task Readers_can_not_write()
    {
        await using var office = await TestOffice.OpenAsync();

        var failure = await Assert.ThrowsAsync<StorageException>(() => office.Installation.Database.ReadAsync(office.Business, session => session.ExecuteAsync("delete from client"), CancellationToken.None));

        Assert.Equal(8, Assert.IsType<SqliteException>(failure.InnerException).SqliteErrorCode);
    }

    [Fact]
    public async Task A_read_sees_one_moment_however_long_it_lasts()
    {
        await using var office = await TestOffice.OpenAsync();

        var (before, after) = await office.Installation.Database.ReadAsync(office.Business, async session =>
        {
            var first = await session.FirstAsync<int>("select count(*) from client");
            await office.GreenLeafAsync();
            return (first, await session.FirstAsync<int>("select count(*) from client"));
        }, CancellationToken.None);

        Assert.Equal(0, before);
        Assert.Equal(0, after);
        Assert.Equal(1, Rows.Count(office, "client"));
    }

    [Fact]
    public async Task A_failed_read_leaves_the_next_one_unharmed()
    {
        await using var office = await TestOffice.OpenAsync();
        for (var i = 0; i < 20; i++)
            await Assert.ThrowsAsync<SqliteException>(() => office.Installation.Database.ReadAsync(office.Business, session => session.ExecuteAsync("select nothing from nowhere"), CancellationToken.None));

        Assert.Equal(0, (await office.Agent.AskAsync("list_clients", new { })).Count("clients"));
    }

    private static async Task<int> ExitOfAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
