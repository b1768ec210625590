using Billbot.App.Storage;
using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Storage;

[Trait("Database", "Sqlite")]
public sealed class MigrationTests
{
    [Fact]
    public async Task Every_script_is_on_record_once_with_its_hash()
    {
        await using var office = await TestOffice.OpenAsync();

        var scripts = Rows.Many<string>(office, "select name || ' ' || length(sha256) from schema_migration order by name");

        Assert.NotEmpty(scripts);
        Assert.All(scripts, s => Assert.Matches(@"^[0-9]{4}_[a-z_0-9]+\.sql 64$", s));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Installation.DisposeAsync();
        Rows.Break(office, "insert into schema_migration values ('9999_from_the_future.sql', 'x', 1)");
        var rows = Rows.All(office);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestOffice.ReopenAsync(office.Folder, office.Clock));

        Assert.Contains("9999_from_the_future.sql", failure.Message, StringComparison.Ordinal);
        Assert.Contains("newer", failure.Message, StringComparison.Ordinal);
        Assert.Equal(rows, Rows.All(office));
    }

    [Fact]
    public async Task A_database_that_was_made_by_an_altered_script_is_left_alone()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Installation.DisposeAsync();
        Rows.Break(office, "update schema_migration set sha256 = 'other'");

        await Assert.ThrowsAsync<InvalidOperationException>(() => TestOffice.ReopenAsync(office.Folder, office.Clock));
    }

    [Fact]
    public async Task A_database_that_could_not_be_opened_does_not_stay_in_use()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Installation.DisposeAsync();
        Rows.Break(office, "update schema_migration set sha256 = 'other'");
        using (var folder = DataFolder.TryOpen(office.Folder.Path))
            await Assert.ThrowsAsync<InvalidOperationException>(() => Installation.OpenAsync(folder!, office.Clock));

        // Nobody holds the file: it can be written by others at once.
        Rows.Break(office, "update schema_migration set sha256 = 'another'");
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_and_is_tried_again()
    {
        using var folder = new TemporaryFolder();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.File("billbot.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // The last table of the script is in the way.
            command.CommandText = "create table audit_entry (x)";
            command.ExecuteNonQuery();
        }

        using (var data = DataFolder.TryOpen(folder.Path))
            await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => Installation.OpenAsync(data!, TimeProvider.System));
        Rows.Break(folder.File("billbot.db"), "insert into audit_entry values (1); drop table audit_entry");

        using var free = DataFolder.TryOpen(folder.Path);
        await using var installation = await Installation.OpenAsync(free!, TimeProvider.System);
        Assert.Empty(await installation.BusinessesAsync());
    }
}
