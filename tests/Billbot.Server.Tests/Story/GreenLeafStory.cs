using System.Globalization;
using System.Text.Json.Nodes;
using Billbot.App.Tests.Mail;
using Billbot.Pdf.Tests;

namespace Billbot.Server.Tests.Story;

/// <summary>The conversation of the README, told once for every client and every way to the program, to the mail that comes of it.</summary>
internal sealed class GreenLeafStory(JuniperWorks office, IAgent agent)
{
    private const string Recipient = "billing@greenleaforganic.com";

    private readonly DateTimeOffset _begun = DateTimeOffset.UtcNow;

    public async Task TellAsync()
    {
        var number = await DraftAsync();
        Assert.Empty(office.Mails);

        var sent = await agent.CallAsync("send_invoice", $$"""{"invoice_id":"{{number}}","expected_total":8000,"expected_recipient":"{{Recipient}}"}""");
        Assert.Equal("queued", (string?)sent["status"]);
        var sentAt = Assert.Single(await SentAsync(number, mails: 1));
        Assert.InRange(sentAt, _begun, DateTimeOffset.UtcNow);
        var invoice = await InvoiceInAsync(Assert.Single(office.Mails), number);

        var again = await agent.CallAsync("send_invoice", $$"""{"invoice_id":"{{number}}"}""");
        Assert.Equal("already_sent", (string?)again["status"]);
        Assert.Equal(sentAt, again["delivery"]!["sent_at"]!.GetValue<DateTimeOffset>());
        Assert.Single(await SentAsync(number, mails: 1));
        Assert.Single(office.Mails);

        var resent = await agent.CallAsync("send_invoice", $$"""{"invoice_id":"{{number}}","resend":true,"request_id":"they lost it"}""");
        Assert.Equal("queued", (string?)resent["status"]);
        Assert.Equal(sentAt, (await SentAsync(number, mails: 2))[0]);
        Assert.Equal(2, office.Mails.Count);
        Assert.Equal(invoice, await InvoiceInAsync(office.Mails[1], number));
    }

    private async Task<string> DraftAsync()
    {
        Assert.Equal("USD", (string?)(await agent.CallAsync("get_billing_context", "{}"))["currency"]);
        Assert.Empty((await agent.CallAsync("list_clients", """{"query":"GreenLeaf"}"""))["clients"]!.AsArray());
        var client = await agent.CallAsync("create_client", $$"""{"name":"GreenLeaf Organic","email":"{{Recipient}}"}""");

        var draft = await agent.CallAsync("create_invoice", $$"""
            {
              "client_id": "{{client["id"]}}",
              "line_items": [
                { "description": "Website redesign", "quantity": 60, "unit": "hour", "unit_price": 125 },
                { "description": "Stock photography", "unit_price": 500 }
              ]
            }
            """);
        var issued = Day(draft["issue_date"]);
        Assert.Equal($"INV-{issued.Year}-0001", (string?)draft["number"]);
        Assert.Equal(("draft", "8000.00", "USD"), ((string?)draft["status"], (string?)draft["total"], (string?)draft["currency"]));
        Assert.Equal(issued.AddDays(30), Day(draft["due_date"]));
        return (string)draft["number"]!;
    }

    /// <summary>Asks until all mails of the invoice have left, as an agent does that was told <c>queued</c>; when each was sent.</summary>
    private async Task<List<DateTimeOffset>> SentAsync(string number, int mails)
    {
        JsonArray deliveries = [];
        for (var i = 0; i < 600; i++)
        {
            deliveries = (await agent.CallAsync("get_invoice_status", $$"""{"invoice_id":"{{number}}"}"""))["deliveries"]!.AsArray();
            if (deliveries.All(d => (string?)d!["state"] == "sent"))
                break;
            await Task.Delay(50);
        }

        Assert.Equal(Enumerable.Repeat("sent", mails), deliveries.Select(d => (string?)d!["state"]));
        return [.. deliveries.Select(d => d!["sent_at"]!.GetValue<DateTimeOffset>())];
    }

    /// <summary>The PDF in a mail to the client, and to nobody else, that shows the invoice.</summary>
    private static async Task<byte[]> InvoiceInAsync(string mail, string number)
    {
        var read = await PythonMail.ReadAsync(await File.ReadAllBytesAsync(mail));
        Assert.Equal(Recipient, Assert.Single(read.GetProperty("to").EnumerateArray())[1].GetString());
        Assert.Equal(0, read.GetProperty("cc").GetArrayLength());
        Assert.Equal(0, read.GetProperty("defects").GetArrayLength());

        var file = Assert.Single(read.GetProperty("files").EnumerateArray());
        Assert.Equal("application/pdf", file[1].GetString());
        var pdf = file[2].GetBytesFromBase64();
        var text = PdfTools.Text(pdf);
        Assert.Contains(number, text, StringComparison.Ordinal);
        Assert.Contains("8,000.00", text, StringComparison.Ordinal);
        return pdf;
    }

    private static DateOnly Day(JsonNode? text) => DateOnly.Parse((string)text!, CultureInfo.InvariantCulture);
}
