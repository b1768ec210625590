using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Door;

public sealed class ManyRepeatsTests
{
    private const int Repeats = 64;

    [Fact]
    public async Task However_often_and_however_much_at_once_a_key_is_repeated_it_has_one_effect()
    {
        var keys = Environment.GetEnvironmentVariable("BILLBOT_LONG") == "1" ? 1000 : 100;
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var numbers = new List<string>();
        for (var k = 0; k < keys; k++)
        {
            var input = new { client_id = client, line_items = Stories.Line(k + 1) };
            var answers = await Task.WhenAll(Enumerable.Range(0, Repeats).Select(_ => Task.Run(() => office.Agent.CallAsync("create_invoice", input, requestId: $"key-{k}"))));
            Assert.All(answers.Where(a => a.Refusal is not null), a => Assert.Equal("request_in_progress", a.Refusal!.Code));
            numbers.Add(Assert.Single(answers.Where(a => a.Refusal is null).Select(a => a.Text("number")).Distinct()));
            Assert.Equal("idempotency_mismatch", await office.Agent.RefusalCodeAsync("create_invoice", new { client_id = client, line_items = Stories.Line(k + 2) }, requestId: $"key-{k}"));
        }

        Assert.Equal(keys, numbers.Distinct().Count());
        Assert.Equal(keys, Rows.Count(office, "invoice"));
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }
}
