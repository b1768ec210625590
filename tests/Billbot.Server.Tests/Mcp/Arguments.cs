using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Mcp;

/// <summary>Wrong arguments: refused, named, mended; never guessed, never half done.</summary>
public sealed class Arguments
{
    /// <summary>A value of each JSON kind; all but the right ones have to be refused.</summary>
    private static readonly (string Kind, string Json)[] Values =
    [
        ("string", "\"zzz\""), ("number", "1.5"), ("integer", "7"), ("boolean", "true"), ("array", "[]"), ("object", "{}"),
    ];

    [Fact]
    public async Task Every_argument_of_every_tool_refuses_every_other_type()
    {
        await using var office = await McpOffice.OpenAsync();
        var tried = 0;
        foreach (var (tool, path, schema) in await ParametersAsync(office))
        {
            var type = schema["type"]!.GetValue<string>();
            foreach (var (kind, json) in Values.Where(v => !Fits(type, v.Kind)))
            {
                var answer = await office.CallAsync(tool, Nested(path, json));
                Assert.Equal("invalid_arguments", answer.Code);
                Assert.Contains(answer.Faults, f => f.Code == "wrong_type" && f.Field == PointerOf(path));
                tried++;
            }
        }

        Assert.True(tried > 300, $"Only {tried} wrong values were tried.");
    }

    [Fact]
    public async Task Every_tool_refuses_an_argument_that_it_does_not_have_and_names_it()
    {
        await using var office = await McpOffice.OpenAsync();
        foreach (var tool in await ToolList.ToolsAsync(office))
        {
            var answer = await office.CallAsync(tool!["name"]!.GetValue<string>(), """{"zzzzzzzz":1}""");
            Assert.Contains(("unknown_argument", "/zzzzzzzz"), answer.Faults);
        }
    }

    [Fact]
    public async Task Every_tool_names_each_required_argument_that_is_missing_with_an_example()
    {
        await using var office = await McpOffice.OpenAsync();
        foreach (var tool in await ToolList.ToolsAsync(office))
        {
            var required = tool!["inputSchema"]!["required"]?.AsArray().Select(r => r!.GetValue<string>()).ToList() ?? [];
            if (required.Count == 0)
                continue;
            var answer = await office.CallAsync(tool["name"]!.GetValue<string>());
            Assert.Equal(required.Select(r => ("missing_argument", $"/{r}")), answer.Faults);
            Assert.All(answer.Problem["details"]!["errors"]!.AsArray(), e => Assert.Contains("for example", e!["fix"]!.GetValue<string>(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task All_faults_of_a_call_are_told_at_once_each_with_its_path()
    {
        await using var office = await McpOffice.OpenAsync();
        var answer = await office.CallAsync(
            "create_invoice",
            """{"customer":"GreenLeaf","line_items":[{"description":"A","quantity":true,"price":5},{"unit_price":"1,000.00"}],"due_date":"2026-02-29","due_days":1.5,"number":"INV-1"}""");

        Assert.Equal(
            [
                ("unknown_argument", "/customer"),
                ("wrong_type", "/line_items/0/quantity"),
                ("unknown_argument", "/line_items/0/price"),
                ("wrong_type", "/line_items/1/unit_price"),
                ("missing_argument", "/line_items/1/description"),
                ("invalid_date", "/due_date"),
                ("wrong_type", "/due_days"),
                ("unknown_argument", "/number"),
                ("missing_argument", "/client_id"),
            ],
            answer.Faults);
    }

    [Theory]
    [InlineData("customer", "client_id")]
    [InlineData("client", "client_id")]
    [InlineData("clientId", "client_id")]
    [InlineData("Client_ID", "client_id")]
    [InlineData("cliend_id", "client_id")]
    [InlineData("items", "line_items")]
    [InlineData("lineItems", "line_items")]
    [InlineData("idempotency_key", "request_id")]
    [InlineData("requestId", "request_id")]
    [InlineData("note", "notes")]
    public async Task A_wrong_name_is_answered_with_the_right_one(string wrong, string right)
    {
        await using var office = await McpOffice.OpenAsync();
        var answer = await office.CallAsync("create_invoice", $$"""{"{{wrong}}":"x"}""");
        var fault = answer.Problem["details"]!["errors"]!.AsArray().Single(e => e!["code"]!.GetValue<string>() == "unknown_argument")!;
        Assert.StartsWith($"Send {right} instead of it.", fault["fix"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_passes_a_number_and_the_fix_says_why()
    {
        await using var office = await McpOffice.OpenAsync();
        var answer = await office.CallAsync("create_invoice", """{"client_id":"x","line_items":[],"number":"INV-2026-0001"}""");
        Assert.StartsWith("Leave it out: Billbot assigns numbers.", answer.Problem["details"]!["errors"]![0]!["fix"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e308", "wrong_type")]
    [InlineData("1e2", "wrong_type")]
    [InlineData("\"NaN\"", "wrong_type")]
    [InlineData("\"Infinity\"", "wrong_type")]
    [InlineData("\"1,000.00\"", "wrong_type")]
    [InlineData("\"1.000,00\"", "wrong_type")]
    [InlineData("\"$5\"", "wrong_type")]
    [InlineData("\"+5\"", "wrong_type")]
    [InlineData("\" 5\"", "wrong_type")]
    [InlineData("\"5.\"", "wrong_type")]
    [InlineData("\".5\"", "wrong_type")]
    [InlineData("\"\"", "wrong_type")]
    [InlineData("\"٥\"", "wrong_type")]
    [InlineData("79228162514264337593543950335", "out_of_range")]
    [InlineData("\"99999999999999999999999999999999999999\"", "out_of_range")]
    [InlineData("1.00000000000000000000000000005", "too_many_decimals")]
    [InlineData("-1", "out_of_range")]
    public async Task A_price_is_a_plain_decimal_or_refused(string price, string code)
    {
        await using var office = await McpOffice.OpenAsync();
        var answer = await office.CallAsync("create_invoice", $$"""{"client_id":"x","line_items":[{"description":"A","unit_price":{{price}}}]}""");
        Assert.Equal([(code, "/line_items/0/unit_price")], answer.Faults);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("\"12\"")]
    [InlineData("12.00")]
    [InlineData("\"12.00\"")]
    public async Task A_price_as_number_and_as_text_is_the_same_price(string price)
    {
        await using var office = await McpOffice.OpenAsync();
        await office.CallAsync("create_client", """{"name":"GreenLeaf"}""");
        var answer = await office.CallAsync("create_invoice", $$"""{"client_id":"GreenLeaf","line_items":[{"description":"A","unit_price":{{price}}}]}""");
        Assert.Equal("12.00", answer.Structured["total"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"limit\":\"5\"}", "wrong_type")]
    [InlineData("{\"limit\":5.0}", "wrong_type")]
    [InlineData("{\"limit\":2147483648}", "out_of_range")]
    [InlineData("{\"limit\":0}", "out_of_range")]
    [InlineData("{\"status\":\"late\"}", "out_of_range")]
    [InlineData("{\"from_date\":\"2026-11-22T23:30:00-11:00\"}", "invalid_date")]
    [InlineData("{\"from_date\":\"22.11.2026\"}", "invalid_date")]
    [InlineData("{\"from_date\":\"٢٠٢٦-11-22\"}", "invalid_date")]
    [InlineData("{\"cursor\":\"made up\"}", "invalid_cursor")]
    public async Task A_list_is_asked_strictly(string arguments, string code)
    {
        await using var office = await McpOffice.OpenAsync();
        Assert.Equal(code, Assert.Single((await office.CallAsync("list_invoices", arguments)).Faults).Code);
    }

    [Theory]
    [InlineData("list_invoices", """{"limit":1000000000}""")]
    [InlineData("list_invoices", """{"status":null,"limit":null,"query":null}""")]
    [InlineData("get_billing_context", "{}")]
    public async Task Null_is_left_out_and_a_large_limit_is_cut(string tool, string arguments)
    {
        await using var office = await McpOffice.OpenAsync();
        Assert.False((await office.CallAsync(tool, arguments)).IsError);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"ümlaut\"")]
    public async Task A_request_id_is_short_printable_ASCII(string requestId)
    {
        await using var office = await McpOffice.OpenAsync();
        var answer = await office.CallAsync("create_client", $$"""{"name":"GreenLeaf","request_id":{{requestId}}}""");
        Assert.Equal([("out_of_range", "/request_id")], answer.Faults);
    }

    /// <summary>Each argument of each tool with the names and positions that lead to it; lists and records count on the inside too.</summary>
    private static async Task<IReadOnlyList<(string Tool, string[] Path, JsonObject Schema)>> ParametersAsync(McpOffice office)
    {
        var all = new List<(string, string[], JsonObject)>();
        foreach (var tool in await ToolList.ToolsAsync(office))
            Collect(tool!["name"]!.GetValue<string>(), [], tool["inputSchema"]!.AsObject(), all);
        return all;
    }

    private static void Collect(string tool, string[] path, JsonObject schema, List<(string, string[], JsonObject)> all)
    {
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            all.Add((tool, [.. path, name], member!.AsObject()));
            Collect(tool, [.. path, name], member.AsObject(), all);
            if (member["items"] is JsonObject items)
                Collect(tool, [.. path, name, "0"], items, all);
        }
    }

    private static bool Fits(string type, string kind) => type switch
    {
        "number" => kind is "number" or "integer" or "string",
        "string" => kind == "string",
        _ => kind == type,
    };

    private static string PointerOf(string[] path) => "/" + string.Join('/', path);

    private static string Nested(string[] path, string json) => path.Reverse().Aggregate(json, (inner, name) => name == "0" ? $"[{inner}]" : $$"""{"{{name}}":{{inner}}}""");
}
