namespace Billbot.Server.Tests.Mcp;

public sealed class Corrections
{
    [Fact]
    public async Task An_agent_replaces_a_wrong_invoice_and_the_payment_moves()
    {
        await using var office = await McpOffice.OpenAsync();
        await office.Office.GreenLeafAsync();
        await office.CallAsync("create_invoice", """{"client_id":"GreenLeaf Organic","line_items":[{"description":"Audit","quantity":2,"unit_price":900}]}""");
        await office.CallAsync("send_invoice", """{"invoice_id":"INV-2026-0001"}""");
        await office.CallAsync("record_payment", """{"invoice_id":"INV-2026-0001","amount":500,"reference":"TR-1"}""");
        Assert.Contains("create_corrected_invoice", (await office.CallAsync("update_invoice", """{"invoice_id":"INV-2026-0001","notes":"x"}""")).Problem["fix"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("create_corrected_invoice", (await office.CallAsync("void_invoice", """{"invoice_id":"INV-2026-0001","reason":"Wrong"}""")).Problem["fix"]!.ToString(), StringComparison.Ordinal);

        var draft = (await office.CallAsync("create_corrected_invoice", """{"invoice_id":"INV-2026-0001","line_items":[{"description":"Audit","quantity":2,"unit_price":800}],"request_id":"fix"}""")).Structured;
        var sent = (await office.CallAsync("send_invoice", """{"invoice_id":"INV-2026-0002","expected_total":1600,"expected_recipient":"billing@greenleaforganic.com"}""")).Structured;
        var original = (await office.CallAsync("get_invoice", """{"invoice_id":"INV-2026-0001"}""")).Structured;

        Assert.Equal(("draft", "INV-2026-0001"), (draft["status"]!.ToString(), draft["corrects"]!["number"]!.ToString()));
        Assert.Equal(("queued", "partially_paid", "INV-2026-0001"), (sent["status"]!.ToString(), sent["invoice_status"]!.ToString(), sent["replaced"]!["number"]!.ToString()));
        Assert.Equal(("void", "INV-2026-0002"), (original["status"]!.ToString(), original["references"]!["replaced_by"]!["number"]!.ToString()));
        Assert.Equal("1100.00", (await office.CallAsync("get_invoice_status", """{"invoice_id":"INV-2026-0002"}""")).Structured["outstanding"]!.ToString());
    }
}
