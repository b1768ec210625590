using System.Text;
using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Mcp;

/// <summary>Noise and haste: nothing breaks, nothing happens twice, nothing runs that was not asked for.</summary>
public sealed class Robustness
{
    [Fact]
    public async Task Sixty_four_repeats_at_once_have_one_effect()
    {
        await using var office = await McpOffice.OpenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => office.CallAsync("create_client", """{"name":"GreenLeaf","request_id":"once"}""")));

        var ids = answers.Where(a => !a.IsError).Select(a => a.Structured["id"]!.GetValue<string>()).Distinct();
        Assert.Single(ids);
        Assert.All(answers.Where(a => a.IsError), a => Assert.Equal(("request_in_progress", "later"), (a.Code, a.Problem["retry"]!.GetValue<string>())));
        Assert.Single(answers, a => !a.IsError && !a.Structured.ContainsKey("replayed"));
        Assert.Single((await office.CallAsync("list_clients")).Structured["clients"]!.AsArray());
    }

    [Fact]
    public async Task Mutated_messages_are_answered_one_by_one_and_none_of_them_writes_by_accident()
    {
        await using var office = await McpOffice.OpenAsync();
        var count = int.TryParse(Environment.GetEnvironmentVariable("BILLBOT_FUZZ_COUNT"), out var asked) ? asked : 2000;
        using var seedRequest = office.ModernRequest("tools/call", """{"name":"list_invoices","arguments":{"status":"draft","limit":5,"from_date":"2026-01-01"}}""", "list_invoices");
        var seed = await seedRequest.Content!.ReadAsByteArrayAsync();
        var random = new Random(20260728);
        for (var i = 0; i < count; i++)
        {
            var body = Mutate(seed, random);
            using var request = office.Raw(body);
            request.Headers.Add("MCP-Protocol-Version", McpOffice.Modern);
            request.Headers.Add("Mcp-Method", "tools/call");
            request.Headers.Add("Mcp-Name", "list_invoices");
            using var response = await office.Http.SendAsync(request);
            Assert.True((int)response.StatusCode < 500, Encoding.UTF8.GetString(body));
            var text = await response.Content.ReadAsStringAsync();
            if (text.Length > 0)
                Assert.True(JsonNode.Parse(text) is JsonObject answer && (answer["error"] ?? answer["result"]) is not null, text);
        }

        Assert.False((await office.CallAsync("get_billing_context")).IsError);
        Assert.Empty((await office.CallAsync("list_clients")).Structured["clients"]!.AsArray());
    }

    [Fact]
    public async Task Thousands_of_faults_are_cut_to_the_first_fifty()
    {
        await using var office = await McpOffice.OpenAsync();
        var lines = string.Join(',', Enumerable.Repeat("""{"a":1,"b":2,"c":3}""", 2000));
        var answer = await office.CallAsync("create_invoice", $$"""{"line_items":[{{lines}}]}""");
        Assert.Equal(50, answer.Faults.Count);
        Assert.True(answer.Text.Length < 50_000);
    }

    /// <summary>Flips, drops, doubles and swaps bytes, or plants a value that parsers stumble over.</summary>
    private static byte[] Mutate(byte[] seed, Random random)
    {
        string[] traps = ["1e999", "-0", "\"\\ud800\"", "null", "[[[[[[", "}", "\"\"", "99999999999999999999", "true", "{\"a\":{\"a\":{}}}", "\u0000", "NaN"];
        var body = seed.ToList();
        for (var steps = random.Next(1, 4); steps > 0; steps--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(5))
            {
                case 0:
                    body[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    body.RemoveRange(at, Math.Min(random.Next(1, 12), body.Count - at));
                    break;
                case 2:
                    body.InsertRange(at, body.GetRange(at, Math.Min(random.Next(1, 30), body.Count - at)));
                    break;
                case 3:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(traps[random.Next(traps.Length)]));
                    break;
                default:
                    (body[at], body[random.Next(body.Count)]) = (body[random.Next(body.Count)], body[at]);
                    break;
            }

            if (body.Count == 0)
                body.Add((byte)'{');
        }

        return [.. body];
    }
}
