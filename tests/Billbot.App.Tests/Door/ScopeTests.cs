using Billbot.App.Access;
using Billbot.App.Door;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.App.Tests.Door;

public sealed class ScopeTests
{
    private const string None = "00000000000000000000000000";

    /// <summary>Every operation with an input that binds, and the first preset that may call it; null: the owner alone.</summary>
    private static readonly Dictionary<string, (object Input, string? From)> Operations = new()
    {
        ["get_billing_context"] = (new { }, "nothing"),
        ["list_clients"] = (new { }, "read"),
        ["get_client"] = (new { client_id = $"cl_{None}" }, "read"),
        ["create_client"] = (new { name = "Somebody" }, "draft"),
        ["update_client"] = (new { client_id = $"cl_{None}" }, "draft"),
        ["list_invoices"] = (new { }, "read"),
        ["list_overdue_invoices"] = (new { }, "read"),
        ["get_invoice"] = (new { invoice_id = $"inv_{None}" }, "read"),
        ["get_invoice_status"] = (new { invoice_id = $"inv_{None}" }, "read"),
        ["get_invoice_pdf"] = (new { invoice_id = $"inv_{None}" }, "read"),
        ["create_invoice"] = (new { client_id = $"cl_{None}", line_items = Array.Empty<object>() }, "draft"),
        ["update_invoice"] = (new { invoice_id = $"inv_{None}" }, "draft"),
        ["delete_draft_invoice"] = (new { invoice_id = $"inv_{None}" }, "draft"),
        ["send_invoice"] = (new { invoice_id = $"inv_{None}" }, "assistant"),
        ["void_invoice"] = (new { invoice_id = $"inv_{None}", reason = "Wrong" }, "assistant"),
        ["record_payment"] = (new { invoice_id = $"inv_{None}", amount = 1 }, "assistant"),
        ["list_payments"] = (new { }, "read"),
        ["create_corrected_invoice"] = (new { invoice_id = $"inv_{None}" }, "draft"),
        ["cancel_invoice"] = (new { invoice_id = $"inv_{None}", reason = "Wrong" }, null),
        ["credit_invoice"] = (new { invoice_id = $"inv_{None}", reason = "Wrong" }, null),
        ["refund_payment"] = (new { invoice_id = $"inv_{None}", amount = 1 }, null),
        ["reverse_payment"] = (new { payment_id = $"pay_{None}", reason = "Wrong" }, null),
        ["write_off"] = (new { invoice_id = $"inv_{None}", reason = "Insolvent" }, null),
        ["create_business"] = (new { name = "Another" }, null),
        ["update_business"] = (new { name = "Another" }, null),
        ["get_business"] = (new { }, null),
        ["create_key"] = (new { name = "k" }, null),
        ["list_keys"] = (new { }, null),
        ["revoke_key"] = (new { key_id = $"key_{None}" }, null),
        ["set_client"] = (new { client_id = $"cl_{None}" }, null),
        ["list_numbers"] = (new { }, null),
        ["get_record_head"] = (new { }, null),
        ["export_record"] = (new { }, null),
        ["compare_record"] = (new { marks = Array.Empty<object>() }, null),
        ["verify_data"] = (new { }, null),
    };

    private static readonly string[] Ladder = ["nothing", "read", "draft", "assistant"];

    [Fact]
    public async Task Every_operation_has_its_row_in_the_matrix()
    {
        await using var office = await TestOffice.OpenAsync();

        var names = office.Services.GetServices<UseCase>().Select(u => u.Operation.Name).Order();

        Assert.Equal(Operations.Keys.Order(), names);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("read")]
    [InlineData("draft")]
    [InlineData("assistant")]
    [InlineData("autopilot")]
    public async Task A_key_may_call_what_its_preset_says_and_nothing_else(string name)
    {
        await using var office = await TestOffice.OpenAsync();
        var key = office.Keyed(Preset.Find(name)?.Scopes ?? new HashSet<Scope>());
        var height = name == "autopilot" ? Ladder.Length : Array.IndexOf(Ladder, name);
        var wrong = new List<string>();

        foreach (var (operation, (input, from)) in Operations)
        {
            var refusal = (await key.CallAsync(operation, input)).Refusal;
            var expected = from is null ? "needs_owner" : height < Array.IndexOf(Ladder, from) ? "missing_scope" : null;
            if (refusal?.Code is "needs_owner" or "missing_scope" ? refusal.Code != expected : expected is not null)
                wrong.Add($"{operation}: {refusal?.Code}, expected {expected}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_owner_may_call_everything()
    {
        await using var office = await TestOffice.OpenAsync();

        foreach (var (operation, (input, _)) in Operations)
            Assert.DoesNotContain((await office.Owner.CallAsync(operation, input)).Refusal?.Code, new[] { "needs_owner", "missing_scope" });
    }

    [Fact]
    public async Task A_refusal_for_lack_of_a_scope_names_the_scope_and_says_not_to_retry()
    {
        await using var office = await TestOffice.OpenAsync();

        var refusal = await office.Keyed(Preset.Read).RefusedAsync("send_invoice", new { invoice_id = "INV-2026-0001" });

        Assert.Equal("missing_scope", refusal.Code);
        Assert.Contains("invoices:send", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Do not retry", refusal.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_local_agent_is_not_the_owner()
    {
        await using var office = await TestOffice.OpenAsync();

        Assert.Equal("needs_owner", await office.Agent.RefusalCodeAsync("create_key", new { name = "mine" }));
        Assert.Equal(0, Rows.Count(office, "api_key"));
    }
}
