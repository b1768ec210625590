using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Cli;

public class InvoicesAndPayments
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Invoices_are_listed_shown_printed_credited_and_cancelled(bool server)
    {
        await using var house = await House.OpenAsync(server);
        await house.AskAsync("demo");

        var rows = (await house.AskAsync("invoices", "list", "--status", "overdue"))["invoices"]!.AsArray();
        var number = rows[0]!["number"]!.ToString();
        Assert.All(rows, r => Assert.Equal("overdue", r!["status"]!.ToString()));
        var plain = await house.RunAsync("invoices", "list");
        Assert.StartsWith("id ", plain.Out, StringComparison.Ordinal);
        Assert.Contains(number, plain.Out, StringComparison.Ordinal);

        var pdf = await house.AskAsync("invoices", "pdf", number, "--output", house.File("one.pdf"));
        Assert.Equal(new FileInfo(house.File("one.pdf")).Length, pdf["bytes"]!.GetValue<long>());
        Assert.Equal("file_unwritable", (await house.RefusedAsync(5, "invoices", "pdf", number, "--output", house.File("no/such/folder.pdf")))["code"]!.ToString());

        var before = decimal.Parse((await house.AskAsync("invoices", "show", number))["outstanding"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        var dry = await house.AskAsync("invoices", "credit", number, "--amount", "10", "--reason", "Discount", "--dry-run");
        Assert.Null(dry["credit_note_id"]);
        var credit = await house.AskAsync("invoices", "credit", number, "--amount", "10", "--reason", "Discount", "--notify");
        Assert.StartsWith("CN-", credit["credit_note_number"]!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(credit["delivery"]);
        var shown = await house.AskAsync("invoices", "show", number);
        Assert.Equal(before - 10, decimal.Parse(shown["outstanding"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(credit["credit_note_number"]!.ToString(), shown["references"]!["credit_notes"]![0]!["number"]!.ToString());

        Assert.Equal("voided", (await house.AskAsync("invoices", "void", number, "--reason", "Agreed on the phone"))["status"]!.ToString());
        Assert.Equal("void", (await house.AskAsync("invoices", "show", number))["status"]!.ToString());
        Assert.True((await house.AskAsync("verify"))["ok"]!.GetValue<bool>());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Payments_are_recorded_refunded_reversed_and_written_off(bool server)
    {
        await using var house = await House.OpenAsync(server);
        await house.AskAsync("demo");
        var number = (await house.AskAsync("invoices", "list", "--status", "overdue"))["invoices"]![0]!["number"]!.ToString();

        var paid = await house.AskAsync("payments", "record", number, "--amount", "100.00", "--method", "card", "--reference", "CARD-1");
        var once = await house.AskAsync("payments", "record", number, "--amount", "100", "--reference", "CARD-1");
        var refund = await house.AskAsync("payments", "refund", number, "--amount", "40", "--reason", "Too much");
        var reversal = await house.AskAsync("payments", "reverse", refund["payment_id"]!.ToString(), "--reason", "Not refunded after all");
        var writeOff = await house.AskAsync("payments", "write-off", number, "--reason", "Insolvent");

        Assert.False(once["created"]!.GetValue<bool>());
        Assert.Equal(refund["payment_id"]!.ToString(), reversal["reverses"]!.ToString());
        Assert.Equal(paid["outstanding"]!.ToString(), writeOff["amount"]!.ToString());
        Assert.Equal("paid", writeOff["status"]!.ToString());
        var listed = (await house.AskAsync("payments", "list", "--invoice", number))["payments"]!.AsArray();
        Assert.Equal(["write_off", "reversal", "refund", "payment"], listed.Select(p => p!["row"]!["kind"]!.ToString()));
        Assert.Contains("reversed_by", (await house.RunAsync("payments", "list")).Out, StringComparison.Ordinal);
        Assert.True((await house.AskAsync("verify"))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Refusals_have_their_exit_codes()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("demo");
        var number = (await house.AskAsync("invoices", "list", "--status", "overdue"))["invoices"]![0]!["number"]!.ToString();

        Assert.Equal("invoice_not_found", Code(await house.RefusedAsync(4, "invoices", "show", "INV-1999-0001")));
        Assert.Equal("payment_not_found", Code(await house.RefusedAsync(4, "payments", "reverse", "pay_00000000000000000000000000", "--reason", "x")));
        Assert.Equal("refund_exceeds_paid", Code(await house.RefusedAsync(3, "payments", "refund", number, "--amount", "1")));
        Assert.Equal("line_unknown", Code(await house.RefusedAsync(3, "invoices", "credit", number, "--line", "99", "--reason", "x")));
        Assert.Equal("wrong_usage", Code(await house.RefusedAsync(2, "invoices", "credit", number, "--line", "one", "--reason", "x")));
        Assert.Equal(2, (await house.RunAsync("invoices", "void", number)).ExitCode);
        Assert.Equal(2, (await house.RunAsync("payments", "record", number, "--amount", "ten")).ExitCode);
        Assert.Equal(2, (await house.RunAsync("invoices", "list", "--status", "lost")).ExitCode);
    }

    private static string Code(JsonObject problem) => (problem["errors"] is JsonArray { Count: > 0 } faults ? faults[0]! : problem)["code"]!.ToString();
}
