using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App;
using Billbot.App.Outbox;
using Billbot.Domain;

namespace Billbot.Server.Host;

/// <summary>
/// Four months of a small studio: believable clients, and invoices in every status. It is told through the same operations as real work,
/// each at the time it tells of.
/// </summary>
internal sealed class DemoStory(OwnerDesk desk, ScopedClock clock, OutboxWorker mails)
{
    public const string Operation = "fill_demo";

    private BusinessId _business;
    private CancellationToken _cancel;

    /// <summary>Fills <paramref name="asked"/>, or the only business, or founds one. Refuses <c>business_in_use</c> where there are invoices.</summary>
    public async Task<Result<JsonElement>> TellAsync(BusinessId? asked, CancellationToken cancel)
    {
        _cancel = cancel;
        try
        {
            GoTo(daysAgo: 120);
            await SettleAsync(asked);
            await TellAsync();
            clock.MoveTo(clock.Present);
            return JsonSerializer.SerializeToElement(
                new JsonObject { ["business"] = _business.Value, ["invoices"] = (await DoAsync("list_invoices", new JsonObject { ["limit"] = 50 }))["invoices"]!.DeepClone() },
                AppJson.Options);
        }
        catch (Interrupted refusal)
        {
            return refusal.Problem;
        }
    }

    private async Task TellAsync()
    {
        await AddClientAsync("GreenLeaf Organic", "billing@greenleaforganic.com", "USD", "US", "Portland", "412 Alder Street", "97205", dueDays: 30);
        await AddClientAsync("NovaTech", "accounts@novatech.example", "USD", "US", "Austin", "88 Congress Avenue", "78701", dueDays: 30, new JsonObject { ["name"] = "weekly", ["unit"] = "week", ["unit_price"] = 4000 });
        await AddClientAsync("Bergmann Maschinenbau GmbH", "rechnung@bergmann.example", "EUR", "DE", "Stuttgart", "Industriestraße 14", "70565", dueDays: 30);
        await AddClientAsync("Atelier Lumière", "compta@atelier-lumiere.example", "EUR", "FR", "Lyon", "9 rue de la République", "69001", dueDays: 45);
        await AddClientAsync("Harbor Lane Books", "hello@harborlane.example", "USD", "US", "Boston", "27 Harbor Lane", "02110", dueDays: 14);

        GoTo(daysAgo: 95);
        var redesign = await DraftAsync("GreenLeaf Organic", Line("Website redesign — design work", 60, "hour", 125), Line("Stock photography", 1, "piece", 500));
        await SendAsync(redesign);
        GoTo(daysAgo: 90);
        var mistaken = await DraftAsync("Harbor Lane Books", Line("Shop catalogue — layout", 24, "hour", 95));
        await SendAsync(mistaken);
        GoTo(daysAgo: 88);
        await DoAsync("void_invoice", new JsonObject { ["invoice_id"] = mistaken, ["reason"] = "Billed twice by mistake." });
        GoTo(daysAgo: 70);
        await PayAsync(redesign, "8000.00", "Transfer 4471");
        GoTo(daysAgo: 60);
        await SendAsync(await DraftAsync("NovaTech", new JsonObject { ["description"] = "Auth system rebuild — first sprint", ["quantity"] = 2, ["rate"] = "weekly" }));
        GoTo(daysAgo: 40);
        await SendAsync(await DraftAsync("Harbor Lane Books", Line("Event posters", 3, "piece", 180)));
        GoTo(daysAgo: 20);
        var manual = await DraftAsync("Bergmann Maschinenbau GmbH", Line("Operating manual — illustration", 18, "hour", 110), Line("Print preparation", 1, "piece", 240));
        await SendAsync(manual);
        GoTo(daysAgo: 9);
        await PayAsync(manual, "1000.00", "First part");
        GoTo(daysAgo: 6);
        await SendAsync(await DraftAsync("Atelier Lumière", Line("Exhibition guide — typesetting", 12.5m, "hour", 90)));
        GoTo(daysAgo: 2);
        await DraftAsync("GreenLeaf Organic", Line("Seasonal landing page", 14, "hour", 125));
        GoTo(daysAgo: 1);
        await DraftAsync("NovaTech", new JsonObject { ["description"] = "Auth system rebuild — second sprint", ["quantity"] = 2, ["rate"] = "weekly" });
    }

    /// <summary>Finds the business and gives it what it lacks to send.</summary>
    private async Task SettleAsync(BusinessId? asked)
    {
        var known = await desk.BusinessesAsync(_cancel);
        if (known.Count == 0)
            known = Get(await FirstStart.EnsureBusinessAsync(desk, _cancel)).Businesses;
        _business = Get(BusinessChoice.Of(known, asked?.Value));

        if ((await DoAsync("list_invoices", new JsonObject { ["limit"] = 1 }))["invoices"]!.AsArray().Count > 0)
            throw new Interrupted(HostProblems.DemoNeedsEmpty);
        var missing = (await DoAsync("get_business", []))["missing"]!.AsArray().Select(m => m!.ToString()).ToList();
        var given = new Dictionary<string, string> { ["name"] = "Juniper Studio", ["country"] = "US", ["email"] = "studio@juniper.example" };
        if (given.Keys.Intersect(missing).ToList() is { Count: > 0 } needed)
            await DoAsync("update_business", new JsonObject(needed.Select(name => KeyValuePair.Create(name, (JsonNode?)given[name]))));
    }

    private async Task AddClientAsync(string name, string email, string currency, string country, string city, string line1, string postalCode, int dueDays, JsonObject? rate = null)
    {
        var client = new JsonObject
        {
            ["name"] = name,
            ["email"] = email,
            ["currency"] = currency,
            ["due_days"] = dueDays,
            ["address"] = new JsonObject { ["line1"] = line1, ["city"] = city, ["postal_code"] = postalCode, ["country"] = country },
        };
        if (rate is not null)
            client["rates"] = new JsonArray(rate);
        await DoAsync("create_client", client);
    }

    private async Task<string> DraftAsync(string client, params JsonObject[] lines) =>
        (await DoAsync("create_invoice", new JsonObject { ["client_id"] = client, ["line_items"] = new JsonArray([.. lines]) }))["id"]!.ToString();

    private async Task SendAsync(string invoice)
    {
        await DoAsync("send_invoice", new JsonObject { ["invoice_id"] = invoice });
        await mails.DrainAsync(_cancel);
    }

    private Task PayAsync(string invoice, string amount, string reference) => DoAsync("record_payment", new JsonObject
    {
        ["invoice_id"] = invoice,
        ["amount"] = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
        ["reference"] = reference,
    });

    private static JsonObject Line(string description, decimal quantity, string unit, decimal unitPrice) => new()
    {
        ["description"] = description,
        ["quantity"] = quantity,
        ["unit"] = unit,
        ["unit_price"] = unitPrice,
    };

    private void GoTo(int daysAgo) => clock.MoveTo(clock.Present.AddDays(-daysAgo));

    private async Task<JsonObject> DoAsync(string operation, JsonObject input) => JsonObject.Create(Get(await desk.AskAsync(
        operation,
        new OwnerRequest { Business = _business, Input = JsonSerializer.SerializeToElement(input, AppJson.Options) },
        _cancel)))!;

    private static T Get<T>(Result<T> result) where T : notnull => result.Succeeded(out var value, out var problem) ? value : throw new Interrupted(problem);

    /// <summary>Ends the story where a step is refused; it never leaves this class.</summary>
    private sealed class Interrupted(Problem problem) : Exception
    {
        public Problem Problem => problem;
    }
}
