using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Torture;

/// <summary>One invoice: created, sent, and paid in part twice or void; each step with a request id of its own.</summary>
internal sealed record Story(string Name, bool Voids)
{
    public string? Number { get; private set; }

    public async Task TellAsync(Caller caller, string client)
    {
        var created = await caller.CallAsync("create_invoice", new JsonObject
        {
            ["client_id"] = client,
            ["line_items"] = new JsonArray(new JsonObject { ["description"] = "Design work", ["quantity"] = 60, ["unit_price"] = 125 }),
            ["request_id"] = $"{Name}-create",
        });
        var (id, number) = (created.GetProperty("id").GetString()!, created.GetProperty("number").GetString()!);
        Assert.True(Number is null || Number == number, $"{Name} was {Number} and is {number}.");
        Number = number;
        await caller.CallAsync("send_invoice", new JsonObject { ["invoice_id"] = id, ["request_id"] = $"{Name}-send" });
        if (Voids)
        {
            await caller.CallAsync("void_invoice", new JsonObject { ["invoice_id"] = id, ["reason"] = "Wrong month", ["request_id"] = $"{Name}-void" });
            return;
        }

        // Two halves: a payment that counted twice would leave the second no room.
        foreach (var half in new[] { "one", "two" })
            await caller.CallAsync("record_payment", new JsonObject { ["invoice_id"] = id, ["amount"] = 3750, ["request_id"] = $"{Name}-pay-{half}" });
    }
}
