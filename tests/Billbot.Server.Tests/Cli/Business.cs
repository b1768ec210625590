using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Cli;

public class Business
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task The_first_command_finds_a_business_with_the_settings_of_the_machine(bool server)
    {
        await using var house = await House.OpenAsync(server);

        var business = await house.AskAsync("business", "show");

        Assert.StartsWith("biz_", business["id"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Europe/Paris", business["time_zone"]!.ToString());
        Assert.Null(business["country"]);
        Assert.Equal("EUR", business["currency"]!.ToString());
        Assert.Contains("name", business["missing"]!.AsArray().Select(m => m!.ToString()));
    }

    [Fact]
    public async Task A_machine_without_a_language_gives_English_and_dollars()
    {
        await using var house = await House.OpenAsync(server: false);

        var ran = await BillbotProgram.RunWithAsync(null, new() { ["LANG"] = "C", ["TZ"] = "UTC" }, "business", "show", "--data", house.Path, "--json");

        var business = JsonNode.Parse(ran.Out)!;
        Assert.Equal("en-US", business["locale"]!.ToString());
        Assert.Equal("USD", business["currency"]!.ToString());
        Assert.Null(business["country"]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_currency_follows_the_country_until_somebody_chooses_one(bool server)
    {
        await using var house = await House.OpenAsync(server);

        var moved = await house.AskAsync("business", "set", "--country", "GB");
        Assert.Equal("GBP", moved["currency"]!.ToString());
        Assert.Contains("EUR was assumed", moved["warnings"]![0]!["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Null((await house.AskAsync("business", "set", "--country", "GB"))["warnings"]);
        Assert.Equal("PLN", (await house.AskAsync("business", "set", "--country", "PL", "--name", "Juniper Works"))["currency"]!.ToString());
        Assert.Equal("EUR", (await house.AskAsync("business", "set", "--currency", "EUR"))["currency"]!.ToString());
        Assert.Equal("EUR", (await house.AskAsync("business", "set", "--country", "GB"))["currency"]!.ToString());
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("clients list")]
    [InlineData("invoices list")]
    [InlineData("payments list")]
    [InlineData("keys list")]
    [InlineData("numbers list")]
    [InlineData("record head")]
    [InlineData("backup --to nowhere.tar")]
    public async Task A_command_that_only_looks_makes_nothing_of_a_mistyped_folder(string command)
    {
        await using var house = await House.OpenAsync(server: false);

        var problem = await house.RefusedAsync(5, command.Split(' '));

        Assert.Equal("no_data", problem["code"]!.ToString());
        Assert.False(Directory.Exists(house.Path));
    }

    [Fact]
    public async Task A_database_without_its_business_does_not_verify()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("business", "set", "--name", "Juniper Works");
        await Tampering.ChangeAsync(Path.Combine(house.Path, "billbot.db"), "pragma foreign_keys = off; delete from business");

        var ran = await house.RunAsync("verify", "--json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("business_present", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_name_commands_to_a_person_at_the_terminal()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("business", "set", "--name", "Juniper Works");

        var problem = await house.RefusedAsync(4, "invoices", "show", "INV-2026-0001");

        Assert.Contains("billbot invoices list", problem["fix"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_set_is_shown_and_the_rest_stays(bool server)
    {
        await using var house = await House.OpenAsync(server);
        await house.AskAsync("business", "set", "--name", "Juniper Works", "--country", "US", "--currency", "USD", "--time-zone", "America/New_York", "--email", "me@juniper.example");

        await house.AskAsync(
            "business", "set", "--address-line1", "1 Main St", "--city", "Springfield", "--due-days", "14", "--tax-system", "sales_tax", "--tax-rate", "8.875",
            "--account-number", "123456789", "--routing-number", "021000021", "--account-holder", "Juniper Works LLC");

        var business = await house.AskAsync("business", "show");
        Assert.Equal("Juniper Works", business["name"]!.ToString());
        Assert.Equal("America/New_York", business["time_zone"]!.ToString());
        Assert.Equal("Springfield", business["address"]!["city"]!.ToString());
        Assert.Equal(14, business["due_days"]!.GetValue<int>());
        Assert.Equal("8.875", business["tax_rate"]!.ToString());
        Assert.Equal("123456789", business["bank_accounts"]![0]!["account_number"]!.ToString());
        Assert.Equal("Juniper Works LLC", business["bank_accounts"]![0]!["holder"]!.ToString());
        Assert.Empty(business["missing"]!.AsArray());
    }

    [Fact]
    public async Task An_empty_text_takes_a_value_away()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("business", "set", "--phone", "+1 555 0100");

        Assert.Null((await house.AskAsync("business", "set", "--phone", ""))["phone"]);
    }

    [Fact]
    public async Task What_show_prints_can_be_set_again_from_a_file()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("business", "set", "--name", "Bergmann GmbH", "--country", "DE", "--tax-system", "vat", "--tax-rate", "19", "--iban", "DE89370400440532013000", "--invoice-pattern", "RE-{yyyy}-{seq:0000}");
        var before = await house.RunAsync("business", "show", "--json");
        await File.WriteAllTextAsync(house.File("business.json"), before.Out);

        await house.AskAsync("business", "set", "--name", "Another", "--tax-rate", "7", "--iban", "");
        await house.AskAsync("business", "set", "--file", house.File("business.json"));

        Assert.Equal(before.Out, (await house.RunAsync("business", "show", "--json")).Out);
    }

    [Fact]
    public async Task A_file_with_an_unknown_field_is_refused()
    {
        await using var house = await House.OpenAsync(server: false);
        await File.WriteAllTextAsync(house.File("business.json"), """{"name":"Juniper Works","adress":{"city":"Springfield"}}""");

        Assert.Equal("invalid_input", (await house.RefusedAsync(2, "business", "set", "--file", house.File("business.json")))["code"]!.ToString());
        Assert.Equal("file_unreadable", (await house.RefusedAsync(2, "business", "set", "--file", house.File("nothing.json")))["code"]!.ToString());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_value_that_breaks_a_rule_is_refused_and_nothing_changes(bool server)
    {
        await using var house = await House.OpenAsync(server);

        var problem = await house.RefusedAsync(3, "business", "set", "--name", "Juniper Works", "--email", "not an address");

        Assert.Equal("/email", problem["errors"]![0]!["field"]!.ToString());
        Assert.Null((await house.AskAsync("business", "show"))["name"]);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        await using var house = await House.OpenAsync(server: false);

        Assert.Equal("Juniper Works", (await house.AskAsync("business", "set", "--name", "Juniper Works", "--dry-run"))["name"]!.ToString());
        Assert.Null((await house.AskAsync("business", "show"))["name"]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_further_business_starts_from_the_settings_of_the_machine_and_has_a_name(bool server)
    {
        await using var house = await House.OpenAsync(server);

        var second = await house.AskAsync("business", "create", "--name", "Second Ltd", "--country", "GB");

        Assert.Equal("Europe/Paris", second["time_zone"]!.ToString());
        Assert.Equal("GBP", second["currency"]!.ToString());
        await house.RefusedAsync(3, "business", "create", "--name", "  ");
        Assert.Single((await house.AskAsync("business", "list"))["businesses"]!.AsArray(), b => b!["id"]!.ToString() == second["id"]!.ToString());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task With_several_businesses_a_command_has_to_say_which(bool server)
    {
        await using var house = await House.OpenAsync(server);
        var first = (await house.AskAsync("business", "show"))["id"]!.ToString();
        var second = (await house.AskAsync("business", "create", "--name", "Second Ltd", "--country", "GB"))["id"]!.ToString();

        var problem = await house.RefusedAsync(2, "business", "show");
        Assert.Equal("business_ambiguous", problem["code"]!.ToString());
        Assert.Contains(first, problem["fix"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains(second, problem["fix"]!.ToString(), StringComparison.Ordinal);

        Assert.Equal("GBP", (await house.AskAsync("business", "show", "--business", second))["currency"]!.ToString());
        Assert.Equal("business_not_found", (await house.RefusedAsync(4, "business", "show", "--business", "biz_none"))["code"]!.ToString());
        Assert.Equal(2, (await house.AskAsync("business", "list"))["businesses"]!.AsArray().Count);

        var key = await house.AskAsync("keys", "create", "--name", "N", "--business", second);
        Assert.Empty((await house.AskAsync("keys", "list", "--business", first))["keys"]!.AsArray());
        Assert.Equal(key["id"]!.ToString(), (await house.AskAsync("keys", "list", "--business", second))["keys"]![0]!["id"]!.ToString());
    }

    [Fact]
    public async Task The_first_business_of_a_folder_can_be_created_by_name()
    {
        await using var house = await House.OpenAsync(server: false);

        var id = (await house.AskAsync("business", "create", "--name", "Only Ltd", "--country", "GB"))["id"]!.ToString();

        Assert.Equal(id, (await house.AskAsync("business", "show"))["id"]!.ToString());
    }
}
