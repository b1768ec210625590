using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Torture;

internal enum StoryEnd
{
    Paid,
    Void,
    Corrected,
}

/// <summary>
/// One invoice of a seller who charges 19 % VAT: created, sent, and then paid in two halves, void, or paid in part and replaced by one over half of it.
/// Each step has a request id of its own, so that the story can be told again from its beginning as often as it takes.
/// </summary>
internal sealed class Story(string name, StoryEnd end)
{
    /// <summary>What the business and the client of the stories are, as <c>business set</c> and <c>create_client</c> take it.</summary>
    public static readonly string[] Seller =
    [
        "--name", "Lindenwerk GmbH", "--country", "DE", "--currency", "EUR", "--time-zone", "Europe/Berlin", "--email", "rechnung@lindenwerk.example",
        "--address-line1", "Lindenweg 1", "--postal-code", "10115", "--city", "Berlin", "--vat-id", "DE136695976", "--tax-system", "vat", "--tax-rate", "19",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, string> _numbers = [];

    public static StoryEnd EndOf(int turn) => (StoryEnd)(turn % 3);

    public static async Task<string> ClientAsync(Caller caller) => (await caller.CallAsync("create_client", new JsonObject
    {
        ["name"] = "Blumenhof KG",
        ["email"] = "einkauf@blumenhof.example",
        ["address"] = new JsonObject { ["line1"] = "Hofstraße 3", ["postal_code"] = "50667", ["city"] = "Köln", ["country"] = "DE" },
        ["request_id"] = "client",
    })).GetProperty("id").GetString()!;

    public async Task TellAsync(Caller caller, string client)
    {
        var invoice = await CreateAsync(caller, "create_invoice", new JsonObject { ["client_id"] = client, ["line_items"] = Hours(60) });
        await StepAsync(caller, "send_invoice", new JsonObject { ["invoice_id"] = invoice });
        switch (end)
        {
            case StoryEnd.Paid:
                // A payment that counted twice would leave the second no room.
                Assert.Equal("4462.50", await PayAsync(caller, invoice, 4462.50m, "one"));
                Assert.Equal("0.00", await PayAsync(caller, invoice, 4462.50m, "two"));
                break;
            case StoryEnd.Void:
                var voided = await StepAsync(caller, "void_invoice", new JsonObject { ["invoice_id"] = invoice, ["reason"] = "Wrong month" });
                Met("credit note", voided.GetProperty("credit_note_number").GetString()!);
                break;
            default:
                await CorrectAsync(caller, invoice);
                break;
        }
    }

    /// <summary>Tells the story again from its beginning until it is told to its end, as the fix of each passing refusal says; how often it was repeated.</summary>
    public async Task<int> TellPatientlyAsync(Caller caller, string client)
    {
        var started = Stopwatch.GetTimestamp();
        for (var repeats = 0; ; repeats++)
        {
            try
            {
                await TellAsync(caller, client);
                return repeats;
            }
            catch (Exception failure) when (IsPassing(failure) && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Takes from <paramref name="register"/> all numbers that this story was told of: each must be there, in the state that its end gave it.</summary>
    public void TakeFrom(Dictionary<string, string> register)
    {
        foreach (var (what, number) in _numbers)
        {
            Assert.True(register.Remove(number, out var state), $"{number}, {what} of {name}, was acknowledged and is lost.");
            Assert.Equal(what == "create_invoice" && end != StoryEnd.Paid ? "void" : "issued", state);
        }
    }

    /// <summary>What a caller gets while a server goes, or its database: no answer, half of one, or the advice to repeat.</summary>
    private static bool IsPassing(Exception failure) => failure is HttpRequestException or TaskCanceledException or IOException or JsonException
        || (failure is RefusedException refused && ((string[])["request_in_progress", "outcome_unknown", "busy", "42900"]).Any(code => refused.Message.Contains(code, StringComparison.Ordinal)));

    /// <summary>Half of the hours were wrong. The payment moves to the replacement exactly once, or the rest would not be what is outstanding.</summary>
    private async Task CorrectAsync(Caller caller, string invoice)
    {
        await PayAsync(caller, invoice, 3000m, "part");
        var replacement = await CreateAsync(caller, "create_corrected_invoice", new JsonObject { ["invoice_id"] = invoice, ["line_items"] = Hours(30) });
        await StepAsync(caller, "send_invoice", new JsonObject { ["invoice_id"] = replacement }, "send-replacement");
        Assert.Equal("0.00", await PayAsync(caller, replacement, 1462.50m, "rest"));
        var original = await caller.CallAsync("get_invoice", new JsonObject { ["invoice_id"] = invoice });
        Met("credit note", original.GetProperty("references").GetProperty("credit_notes")[0].GetProperty("number").GetString()!);
        Assert.Equal(1, original.GetProperty("references").GetProperty("credit_notes").GetArrayLength());
    }

    private async Task<string> CreateAsync(Caller caller, string tool, JsonObject arguments)
    {
        var created = await StepAsync(caller, tool, arguments);
        Met(tool, created.GetProperty("number").GetString()!);
        return created.GetProperty("id").GetString()!;
    }

    private async Task<string> PayAsync(Caller caller, string invoice, decimal amount, string which) =>
        (await StepAsync(caller, "record_payment", new JsonObject { ["invoice_id"] = invoice, ["amount"] = amount.ToString(CultureInfo.InvariantCulture) }, $"pay-{which}")).GetProperty("outstanding").GetString()!;

    private Task<JsonElement> StepAsync(Caller caller, string tool, JsonObject arguments, string? step = null)
    {
        arguments["request_id"] = $"{name}-{step ?? tool}";
        return caller.CallAsync(tool, arguments);
    }

    private void Met(string what, string number)
    {
        Assert.True(!_numbers.TryGetValue(what, out var known) || known == number, $"{what} of {name} was {known} and is {number}.");
        _numbers[what] = number;
    }

    private static JsonArray Hours(int count) => [new JsonObject { ["description"] = "Design work", ["quantity"] = count, ["unit"] = "hour", ["unit_price"] = 125 }];
}
