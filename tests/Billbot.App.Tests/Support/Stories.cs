using Billbot.Domain;
using Billbot.Testing;

namespace Billbot.App.Tests.Support;

/// <summary>Things that many tests begin with.</summary>
internal static class Stories
{
    public static object[] Line(decimal price, string work = "Design work") => [new { description = work, unit_price = price }];

    /// <summary>A client in Berlin with address and mail, for offices that charge VAT.</summary>
    public static async Task<string> BerlinClientAsync(this TestOffice office, string name = "Kontor Spree GmbH") =>
        (await office.Agent.AskAsync("create_client", new
        {
            name,
            email = "rechnung@kontor-spree.example",
            address = new { line1 = "Uferweg 3", postal_code = "10115", city = "Berlin", country = "DE" },
        })).Text("id");

    /// <summary>A draft that is never taken for a repeat of another.</summary>
    public static Task<TestAnswer> FreshDraftAsync(this TestOffice office, string client, decimal amount = 100, object? dates = null) =>
        office.Agent.AskAsync("create_invoice", Merge(new { client_id = client, line_items = Line(amount) }, dates), requestId: $"draft-{Guid.NewGuid():N}");

    public static async Task<TestAnswer> FreshIssuedAsync(this TestOffice office, string client, decimal amount = 100, object? dates = null)
    {
        var draft = await office.FreshDraftAsync(client, amount, dates);
        return await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") });
    }

    public static Task<TestAnswer> PayAsync(this TestOffice office, string invoice, decimal amount, string? reference = null) =>
        office.Agent.AskAsync("record_payment", new { invoice_id = invoice, amount, reference }, requestId: $"pay-{Guid.NewGuid():N}");

    /// <summary>A business that has done a bit of everything: drafts, sends, payments, a void, a deleted draft, a changed client.</summary>
    public static async Task<Busy> BusyAsync(this TestOffice office)
    {
        var client = await office.BerlinClientAsync();
        var paid = await office.FreshIssuedAsync(client, 100);
        await office.PayAsync(paid.Text("invoice_id"), 119, "TR-1");
        var partly = await office.FreshIssuedAsync(client, 200);
        await office.PayAsync(partly.Text("invoice_id"), 38);
        var open = await office.FreshIssuedAsync(client, 300);
        var voided = await office.FreshIssuedAsync(client, 400);
        await office.Agent.AskAsync("void_invoice", new { invoice_id = voided.Text("invoice_id"), reason = "Wrong month" });
        var deleted = await office.FreshDraftAsync(client, 500);
        await office.Agent.AskAsync("delete_draft_invoice", new { invoice_id = deleted.Text("id") });
        var draft = await office.FreshDraftAsync(client, 600);
        await office.Agent.AskAsync("update_client", new { client_id = client, due_days = 14 });
        await office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = paid.Text("invoice_id") });
        return new Busy(client, paid.Text("invoice_id"), partly.Text("invoice_id"), open.Text("invoice_id"), voided.Text("invoice_id"), draft.Text("id"));
    }

    /// <summary>Everything that verify looks at holds.</summary>
    public static async Task AssertSoundAsync(this TestOffice office)
    {
        var report = await office.Owner.AskAsync("verify_data", new { });
        Assert.True(report.Flag("ok"), string.Join("; ", report.At("checks").EnumerateArray().SelectMany(c => c.GetProperty("findings").EnumerateArray()).Select(f => f.ToString())));
    }

    /// <summary>An invoice that was partly paid and then replaced, and one that was partly credited.</summary>
    public static async Task CorrectedAsync(this TestOffice office, string client)
    {
        var replaced = (await office.FreshIssuedAsync(client, 700)).Text("invoice_id");
        await office.PayAsync(replaced, 57, "TR-7");
        var draft = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = replaced, line_items = Line(710) })).Text("id");
        await office.Agent.AskAsync("send_invoice", new { invoice_id = draft });
        var credited = (await office.FreshIssuedAsync(client, 800)).Text("invoice_id");
        await office.Owner.AskAsync("credit_invoice", new { invoice_id = credited, reason = "Discount", amounts = new[] { new { amount = 30 } } });
    }

    public static BusinessId BusinessOf(TestAnswer founded) => BusinessId.Of(founded.Text("id"));

    private static Dictionary<string, object?> Merge(object one, object? two)
    {
        var merged = new Dictionary<string, object?>();
        foreach (var part in new[] { one, two }.OfType<object>())
        {
            foreach (var property in part.GetType().GetProperties())
                merged[property.Name] = property.GetValue(part);
        }

        return merged;
    }
}

/// <summary>Ids of a busy business.</summary>
internal sealed record Busy(string Client, string Paid, string Partly, string Open, string Voided, string Draft);
