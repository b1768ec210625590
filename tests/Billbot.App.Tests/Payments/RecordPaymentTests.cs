using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Payments;

public sealed class RecordPaymentTests
{
    [Fact]
    public async Task A_part_and_then_the_rest_settle_an_invoice()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync(), 100)).Text("invoice_id");

        var part = await office.Agent.AskAsync("record_payment", new { invoice_id = id, amount = 40, method = "bank_transfer", paid_on = "2026-03-08" });
        var rest = await office.Agent.AskAsync("record_payment", new { invoice_id = "INV-2026-0001", amount = 60 });

        Assert.Equal("partially_paid", part.Text("status"));
        Assert.Equal("60.00", part.Text("outstanding"));
        Assert.Equal("paid", rest.Text("status"));
        Assert.Equal("0.00", rest.Text("outstanding"));
        var status = await office.Agent.AskAsync("get_invoice_status", new { invoice_id = id });
        Assert.Equal("100.00", status.Text("paid"));
        Assert.Equal("bank_transfer", status.Text("payments/0/method"));
        Assert.Equal("2026-03-08", status.Text("payments/0/paid_on"));
    }

    [Fact]
    public async Task More_than_is_owed_is_recorded_only_when_that_is_meant()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync(), 100)).Text("invoice_id");

        var refusal = await office.Agent.RefusedAsync("record_payment", new { invoice_id = id, amount = 100.01m });
        var over = await office.Agent.AskAsync("record_payment", new { invoice_id = id, amount = 100.01m, allow_overpayment = true });

        Assert.Equal("payment_exceeds_outstanding", refusal.Code);
        Assert.Contains("100.00", refusal.Message + refusal.Fix, StringComparison.Ordinal);
        Assert.Equal("paid", over.Text("status"));
        Assert.Equal("0.01", over.Text("overpaid"));
        Assert.Equal("0.00", over.Text("outstanding"));
    }

    [Fact]
    public async Task One_reference_is_one_payment()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var one = (await office.FreshIssuedAsync(client, 100)).Text("invoice_id");
        var two = (await office.FreshIssuedAsync(client, 100)).Text("invoice_id");
        var first = await office.Agent.AskAsync("record_payment", new { invoice_id = one, amount = 30, reference = "TR-881" });

        var again = await office.Agent.AskAsync("record_payment", new { invoice_id = one, amount = 30, reference = "TR-881" });

        Assert.False(again.Flag("created"));
        Assert.Equal(first.Text("payment_id"), again.Text("payment_id"));
        Assert.Equal(["possible_duplicate"], again.Warnings);
        Assert.Equal("reference_taken", await office.Agent.RefusalCodeAsync("record_payment", new { invoice_id = one, amount = 31, reference = "TR-881" }));
        Assert.Equal("reference_taken", await office.Agent.RefusalCodeAsync("record_payment", new { invoice_id = two, amount = 30, reference = "TR-881" }));
        Assert.Equal(1, Rows.Count(office, "payment"));
    }

    [Fact]
    public async Task The_same_amount_on_the_same_day_is_taken_for_a_repeat_unless_it_is_meant()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync(), 100)).Text("invoice_id");
        var input = new { invoice_id = id, amount = 30 };
        await office.Agent.AskAsync("record_payment", input);

        Assert.False((await office.Agent.AskAsync("record_payment", input)).Flag("created"));
        Assert.True((await office.Agent.AskAsync("record_payment", input, requestId: "second")).Flag("created"));
        Assert.Equal("missing_argument", await office.Agent.RefusalCodeAsync("record_payment", new { invoice_id = id, amount = 30, allow_duplicate = true }));
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await office.Agent.AskAsync("record_payment", input)).Flag("created"));
        Assert.Equal("10.00", (await office.Agent.AskAsync("get_invoice", new { invoice_id = id })).Text("outstanding"));
    }

    public static TheoryData<object, string> Wrong => new()
    {
        { new { amount = 0 }, "out_of_range" },
        { new { amount = -5 }, "out_of_range" },
        { new { amount = 1.005m }, "too_many_decimals" },
        { new { amount = 5, paid_on = "2026-03-10" }, "payment_in_future" },
        { new { amount = 5, paid_on = "1969-12-31" }, "out_of_range" },
        { new { amount = 79228162514264337593543950335m }, "amount_too_large" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_no_payment_is_refused(object payment, string code)
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        var input = payment.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(payment));
        input["invoice_id"] = id;

        Assert.Equal(code, await office.Agent.RefusalCodeAsync("record_payment", input));
        Assert.Equal(0, Rows.Count(office, "payment"));
    }

    [Theory]
    [InlineData("JPY", 1000, 10.5, "too_many_decimals")]
    [InlineData("JPY", 1000, 10, null)]
    [InlineData("BHD", 1000, 1.234, null)]
    [InlineData("BHD", 1000, 1.2345, "too_many_decimals")]
    public async Task A_payment_has_the_decimals_of_its_currency(string currency, int total, double amount, string? code)
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.FreshIssuedAsync(await office.GreenLeafAsync(), total, new { currency })).Text("invoice_id");

        var answer = await office.Agent.CallAsync("record_payment", new { invoice_id = id, amount = (decimal)amount });

        Assert.Equal(code, answer.Refusal?.Errors[0].Code);
    }

    [Fact]
    public async Task Drafts_void_invoices_and_credit_notes_take_no_payments()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        var draft = (await office.FreshDraftAsync(client)).Text("id");
        var voided = (await office.FreshIssuedAsync(client)).Text("invoice_id");
        var note = (await office.Agent.AskAsync("void_invoice", new { invoice_id = voided, reason = "Wrong" })).Text("credit_note_id");

        Assert.Equal("not_issued", await office.Agent.RefusalCodeAsync("record_payment", new { invoice_id = draft, amount = 1 }));
        Assert.Equal("invoice_void", await office.Agent.RefusalCodeAsync("record_payment", new { invoice_id = voided, amount = 1 }));
        Assert.Equal("not_issued", await office.Agent.RefusalCodeAsync("record_payment", new { invoice_id = note, amount = 1 }));
        Assert.Equal("invoice_not_found", await office.Agent.RefusalCodeAsync("record_payment", new { invoice_id = "INV-1999-0001", amount = 1 }));
    }

    [Fact]
    public async Task Many_payments_at_once_never_pay_more_than_is_owed()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync(), 100)).Text("invoice_id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => office.Agent.CallAsync("record_payment", new { invoice_id = id, amount = 7, reference = $"TR-{i}" }))));

        Assert.Equal(14, answers.Count(a => a.Refusal is null));
        Assert.Equal(50, answers.Count(a => a.Refusal?.Code == "payment_exceeds_outstanding"));
        Assert.Equal("2.00", (await office.Agent.AskAsync("get_invoice_status", new { invoice_id = id })).Text("outstanding"));
    }
}
