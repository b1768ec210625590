using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Storage;

[Trait("Database", "Sqlite")]
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_refuses_what_it_can_not_keep_and_works_again_when_there_is_room()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await LimitAsync(office, 1);
        var kept = 0;
        string? refused = null;
        for (var i = 0; i < 500 && refused is null; i++)
        {
            var answer = await office.Agent.CallAsync("create_invoice", new { client_id = client, line_items = Stories.Line(i + 1, new string('x', 1500)) });
            refused = answer.Refusal?.Code;
            kept += refused is null ? 1 : 0;
        }

        Assert.Equal("storage_full", refused);
        Assert.Equal(kept, Rows.Count(office, "invoice"));
        Assert.Equal(Math.Min(25, kept), (await office.Agent.AskAsync("list_invoices", new { })).Count("invoices"));

        await LimitAsync(office, 1_000_000_000);
        var next = await office.FreshDraftAsync(client, 9999);
        Assert.Equal($"INV-2026-{kept + 1:0000}", next.Text("number"));
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    /// <summary>Lets the database grow to this many pages, or not at all where it is larger.</summary>
    private static Task LimitAsync(TestOffice office, long pages) =>
        office.Installation.Database.WriteAsync(office.Business, session => session.FirstAsync<long>($"pragma max_page_count = {pages}"), CancellationToken.None);
}
