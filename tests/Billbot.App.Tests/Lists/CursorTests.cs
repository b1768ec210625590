using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Lists;

public sealed class CursorTests
{
    [Fact]
    public async Task Pages_show_every_row_once_newest_first()
    {
        await using var office = await TestOffice.OpenAsync();
        await DraftsAsync(office, 23);

        var rows = await Walk.AllAsync(office.Agent, "list_invoices", new() { ["limit"] = 4 });

        Assert.Equal(23, rows.Select(r => r.GetProperty("id").GetString()).Distinct().Count());
        var keys = rows.Select(r => (Day: r.GetProperty("issue_date").GetString()!, Id: r.GetProperty("id").GetString()!)).ToList();
        Assert.Equal(keys.OrderByDescending(k => k.Day, StringComparer.Ordinal).ThenByDescending(k => k.Id, StringComparer.Ordinal), keys);
    }

    [Fact]
    public async Task A_row_that_is_added_between_two_pages_moves_nothing()
    {
        await using var office = await TestOffice.OpenAsync();
        await DraftsAsync(office, 6);
        var first = await office.Agent.AskAsync("list_invoices", new { limit = 3 });
        office.Clock.Advance(TimeSpan.FromDays(1));
        await office.FreshDraftAsync("GreenLeaf Organic", 999);

        var second = await office.Agent.AskAsync("list_invoices", new { limit = 3, cursor = first.Text("next_cursor") });

        Assert.Equal(3, second.Count("invoices"));
        Assert.Empty(Ids(first).Intersect(Ids(second)));
        Assert.False(second.Has("next_cursor"));
    }

    [Fact]
    public async Task A_cursor_that_is_altered_foreign_or_of_another_list_is_refused()
    {
        await using var office = await TestOffice.OpenAsync();
        await DraftsAsync(office, 3);
        var cursor = (await office.Agent.AskAsync("list_invoices", new { limit = 1 })).Text("next_cursor");
        var altered = string.Concat(cursor.AsSpan(0, 20), cursor[20] == 'A' ? "B" : "A", cursor.AsSpan(21));
        var other = Stories.BusinessOf(await office.Owner.AskAsync("create_business", new { name = "Second" }));

        foreach (var wrong in new[] { altered, cursor[..^1], "", "x", "ünïcode", "AAAA", new string('A', 1999) })
            Assert.Equal("invalid_cursor", await office.Agent.RefusalCodeAsync("list_invoices", new { limit = 1, cursor = wrong }));
        Assert.Equal("invalid_cursor", await office.Agent.RefusalCodeAsync("list_invoices", new { limit = 1, cursor, status = "draft" }));
        Assert.Equal("invalid_cursor", await office.Agent.RefusalCodeAsync("list_invoices", new { limit = 1, cursor, query = "green" }));
        Assert.Equal("invalid_cursor", await office.Agent.RefusalCodeAsync("list_invoices", new { limit = 1, cursor, from_date = "2026-01-01" }));
        Assert.Equal("invalid_cursor", await office.Agent.RefusalCodeAsync("list_overdue_invoices", new { cursor }));
        Assert.Equal("invalid_cursor", await office.Agent.RefusalCodeAsync("list_clients", new { cursor }));
        Assert.Equal("invalid_cursor", await office.AgentOf(other).RefusalCodeAsync("list_invoices", new { limit = 1, cursor }));
        Assert.Equal(1, (await office.Agent.AskAsync("list_invoices", new { limit = 1, cursor })).Count("invoices"));
    }

    [Fact]
    public async Task A_cursor_outlives_a_restart()
    {
        await using var office = await TestOffice.OpenAsync();
        await DraftsAsync(office, 3);
        var cursor = (await office.Agent.AskAsync("list_invoices", new { limit = 2 })).Text("next_cursor");
        var folder = office.Folder;
        await office.Installation.DisposeAsync();

        await using var again = await TestOffice.ReopenAsync(folder, office.Clock);

        Assert.Equal(1, (await again.Agent.AskAsync("list_invoices", new { limit = 2, cursor })).Count("invoices"));
    }

    [Fact]
    public async Task A_span_of_days_that_ends_before_it_begins_is_refused()
    {
        await using var office = await TestOffice.OpenAsync();

        var refusal = Assert.Single((await office.Agent.RefusedAsync("list_invoices", new { from_date = "2026-03-02", to_date = "2026-03-01" })).Errors);

        Assert.Equal(("dates_reversed", "/from_date"), (refusal.Code, refusal.Field));
        Assert.Equal(0, (await office.Agent.AskAsync("list_invoices", new { from_date = "2026-03-02", to_date = "2026-03-02" })).Count("invoices"));
        Assert.Equal("dates_reversed", await office.Owner.RefusalCodeAsync("list_numbers", new { from = "2026-03-02", to = "2026-03-01" }));
    }

    [Fact]
    public async Task A_limit_below_1_is_refused_and_a_detailed_page_has_20_whole_invoices_at_most()
    {
        await using var office = await TestOffice.OpenAsync();
        await DraftsAsync(office, 22);

        Assert.Equal("out_of_range", await office.Agent.RefusalCodeAsync("list_invoices", new { limit = -1 }));
        var page = await office.Agent.AskAsync("list_invoices", new { limit = 100, detail = "detailed" });
        Assert.Equal(20, page.Count("details"));
        Assert.Equal("Design work", page.Text("details/0/line_items/0/description"));
        Assert.Equal(22, page.Number("totals/0/count"));
    }

    private static async Task DraftsAsync(TestOffice office, int count)
    {
        var client = await office.GreenLeafAsync();
        for (var i = 0; i < count; i++)
        {
            if (i % 3 == 0)
                office.Clock.Advance(TimeSpan.FromHours(11));
            await office.FreshDraftAsync(client, i + 1);
        }
    }

    private static IEnumerable<string> Ids(TestAnswer page) => page.At("invoices").EnumerateArray().Select(i => i.GetProperty("id").GetString()!);
}
