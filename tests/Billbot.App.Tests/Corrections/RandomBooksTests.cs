using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Corrections;

/// <summary>Random work on a few invoices, refusals included: whatever happens, verify finds nothing.</summary>
public sealed class RandomBooksTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Any_sequence_of_payments_credits_corrections_and_voids_leaves_sound_books(bool vat)
    {
        await using var office = vat ? await TestOffice.OpenInBerlinAsync() : await TestOffice.OpenAsync();
        var client = await office.BerlinClientAsync();
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var (invoices, rows, done) = (new List<string>(), new List<string>(), 0);
        for (var i = 0; i < 4; i++)
            invoices.Add((await office.FreshIssuedAsync(client, random.Next(1, 20_000) / 100m)).Text("invoice_id"));

        for (var step = 0; step < 160; step++)
        {
            var id = invoices[random.Next(invoices.Count)];
            var amount = random.Next(1, 12_000) / 100m;
            var answer = random.Next(8) switch
            {
                0 or 1 => await office.Agent.CallAsync("record_payment", new { invoice_id = id, amount, reference = random.Next(3) == 0 ? $"TR-{random.Next(9)}" : null, allow_overpayment = true }),
                2 => await office.Owner.CallAsync("refund_payment", new { invoice_id = id, amount }),
                3 => await office.Owner.CallAsync("write_off", new { invoice_id = id, reason = "x", amount }),
                4 when rows.Count > 0 => await office.Owner.CallAsync("reverse_payment", new { payment_id = rows[random.Next(rows.Count)], reason = "x" }),
                5 => await office.Owner.CallAsync("credit_invoice", new { invoice_id = id, reason = "x", amounts = new[] { new { amount } } }),
                6 when random.Next(3) == 0 => await office.Agent.CallAsync("void_invoice", new { invoice_id = id, reason = "x" }),
                _ => await ReplaceAsync(office, id, amount),
            };
            if (answer.Refusal is not null)
                continue;
            done++;
            if (answer.Has("payment_id"))
                rows.Add(answer.Text("payment_id"));
            if (answer.Has("replaced") || (answer.Has("invoice_id") && !invoices.Contains(answer.Text("invoice_id"))))
                invoices.Add(answer.Text("invoice_id"));
            Assert.Equal(0, Rows.One<long>(office, "select count(*) from invoice_balance where outstanding_minor > 0 and (overpaid_minor > 0 or state = 'void')"));
        }

        Assert.True(done > 20, $"seed {seed}: only {done} steps did anything.");
        var report = await office.Owner.AskAsync("verify_data", new { });
        Assert.True(report.Flag("ok"), $"seed {seed}: {report.Value}");
    }

    private static async Task<TestAnswer> ReplaceAsync(TestOffice office, string id, decimal price)
    {
        var draft = await office.Agent.CallAsync("create_corrected_invoice", new { invoice_id = id, line_items = Stories.Line(price) });
        return draft.Refusal is null ? await office.Agent.CallAsync("send_invoice", new { invoice_id = draft.Text("id") }) : draft;
    }
}
