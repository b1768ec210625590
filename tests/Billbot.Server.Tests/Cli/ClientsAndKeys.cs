using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Cli;

public class ClientsAndKeys
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_client_is_added_by_name_and_changed_by_name_or_id(bool server)
    {
        await using var house = await House.OpenAsync(server);

        var added = await house.AskAsync(
            "clients", "set", "NovaTech", "--email", "billing@novatech.example", "--currency", "USD", "--rate", "weekly=4000/week", "--city", "Austin", "--cc", "boss@novatech.example", "--due-days", "14");
        var id = added["id"]!.ToString();
        await house.AskAsync("clients", "set", "NovaTech", "--due-days", "21");
        await house.AskAsync("clients", "set", id, "--name", "NovaTech Inc.");

        var client = await house.AskAsync("clients", "show", "NovaTech Inc.");
        Assert.Equal(id, client["id"]!.ToString());
        Assert.Equal(21, client["due_days"]!.GetValue<int>());
        Assert.Equal("Austin", client["address"]!["city"]!.ToString());
        Assert.Equal("boss@novatech.example", client["cc"]![0]!.ToString());
        Assert.Equal("4000", client["rates"]![0]!["unit_price"]!.ToString());
        Assert.Equal("week", client["rates"]![0]!["unit"]!.ToString());
        Assert.Single((await house.AskAsync("clients", "list"))["clients"]!.AsArray());
    }

    [Fact]
    public async Task A_client_can_be_set_from_what_show_prints()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("clients", "set", "--name", "Müller GmbH", "--email", "rechnung@mueller.example", "--currency", "EUR", "--rate", "daily=900/day", "--city", "Köln");
        await File.WriteAllTextAsync(house.File("client.json"), (await house.RunAsync("clients", "show", "Müller GmbH", "--json")).Out);

        await house.AskAsync("clients", "set", "Müller GmbH", "--city", "Bonn");
        var back = await house.AskAsync("clients", "set", "--file", house.File("client.json"));

        Assert.Equal("Köln", back["address"]!["city"]!.ToString());
        Assert.Equal("Müller GmbH", back["name"]!.ToString());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Unknown_clients_are_not_found_and_wrong_rates_not_read(bool server)
    {
        await using var house = await House.OpenAsync(server);
        await house.AskAsync("business", "set", "--name", "Juniper Works");

        Assert.Equal("client_not_found", (await house.RefusedAsync(4, "clients", "show", "Nobody"))["code"]!.ToString());
        Assert.Equal("client_not_found", (await house.RefusedAsync(4, "clients", "set", "cl_00000000000000000000000000", "--due-days", "3"))["code"]!.ToString());
        Assert.Equal("wrong_usage", (await house.RefusedAsync(2, "clients", "set", "A", "--rate", "weekly:4000"))["code"]!.ToString());
        Assert.Equal("missing_argument", (await house.RefusedAsync(2, "clients", "set", "--due-days", "3"))["code"]!.ToString());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_key_is_shown_once_and_works_until_it_is_revoked(bool server)
    {
        await using var house = await House.OpenAsync(server);

        var made = await house.AskAsync("keys", "create", "--name", "Script", "--preset", "autopilot", "--unlimited");
        var (id, key) = (made["id"]!.ToString(), made["key"]!.ToString());
        Assert.Matches("^bb_sk_[0-9A-Za-z]{36}$", key);

        var listed = await house.RunAsync("keys", "list", "--json");
        Assert.DoesNotContain(key, listed.Out, StringComparison.Ordinal);
        Assert.Contains(id, listed.Out, StringComparison.Ordinal);

        await using var other = house.Server is null ? await RunningServer.StartAsync(house.Path) : null;
        var address = (house.Server ?? other!).Http;
        Assert.Equal(200, await ToolListAsync(address, key));
        var revoked = await house.AskAsync("keys", "revoke", id);
        Assert.NotNull(revoked["revoked_at"]);
        Assert.Equal(401, await ToolListAsync(address, key));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Refusals_about_keys_have_their_exit_codes(bool server)
    {
        await using var house = await House.OpenAsync(server);

        Assert.Equal(2, (await house.RunAsync("keys", "create")).ExitCode);
        Assert.Equal("limits_missing", Code(await house.RefusedAsync(3, "keys", "create", "--name", "N", "--preset", "autopilot")));
        Assert.Equal("preset_unknown", Code(await house.RefusedAsync(3, "keys", "create", "--name", "N", "--preset", "boss")));
        Assert.Equal("key_not_found", Code(await house.RefusedAsync(4, "keys", "revoke", "key_00000000000000000000000000")));

        var ran = await house.RunAsync("keys", "create", "--name", "N", "--preset", "autopilot");
        Assert.Empty(ran.Out);
        Assert.Contains("error: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("fix:   Say that you mean it: --unlimited.", ran.Error, StringComparison.Ordinal);
    }

    private static string Code(JsonObject problem) => (problem["errors"] is JsonArray { Count: > 0 } faults ? faults[0]! : problem)["code"]!.ToString();

    private static async Task<int> ToolListAsync(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/mcp")
        {
            Content = new StringContent(McpMessages.Initialize, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", key);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
