using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Numbering;

public sealed class ParallelNumbersTests
{
    private const int Callers = 64;

    [Fact]
    public async Task Many_drafts_at_once_take_1_to_n_none_twice_none_missing()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var drafts = await Task.WhenAll(Enumerable.Range(1, Callers).Select(i => Task.Run(() => office.DraftAsync(client, i))));

        Assert.Equal(Expected(Callers), drafts.Select(d => d.Text("number")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_sends_at_once_take_1_to_n_none_twice_none_missing()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "FR" });
        var client = await office.GreenLeafAsync();
        var drafts = await Task.WhenAll(Enumerable.Range(1, Callers).Select(i => office.DraftAsync(client, i)));

        var sent = await Task.WhenAll(drafts.Select(d => Task.Run(() => office.Agent.AskAsync("send_invoice", new { invoice_id = d.Text("id") }))));

        Assert.Equal(Expected(Callers), sent.Select(s => s.Text("number")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("US")]
    [InlineData("FR")]
    public async Task Refusals_in_between_take_no_number(string country)
    {
        await using var office = await TestOffice.OpenAsync(new { country });
        var client = await office.GreenLeafAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 3 * Callers).Select(i => Task.Run(async () =>
        {
            var lines = Stories.Line(i % 3 == 0 ? -1 : i);
            var draft = await office.Agent.CallAsync("create_invoice", new { client_id = client, line_items = lines }, dryRun: i % 3 == 1);
            return draft.Refusal is null && i % 3 == 2 ? await office.Agent.CallAsync("send_invoice", new { invoice_id = draft.Text("id") }) : draft;
        })));

        Assert.Equal(Callers, answers.Count(a => a.Refusal?.Code == "invalid_arguments"));
        Assert.Equal(Expected(Callers), Rows.Many<string>(office, "select number from number_register order by seq"));
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    private static IEnumerable<string> Expected(int count) => Enumerable.Range(1, count).Select(i => $"INV-2026-{i:0000}");
}
