using Billbot.App.Tests.Support;
using Billbot.Testing;
using Xunit.Abstractions;

namespace Billbot.App.Tests.Verification;

/// <summary>A byte of the database file turns over: verify finds it, or no answer is another.</summary>
[Trait("Database", "Sqlite")]
public sealed class FlippedBytesTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_flipped_byte_is_found_or_changes_no_answer()
    {
        var rounds = Environment.GetEnvironmentVariable("BILLBOT_LONG") == "1" ? 1000 : 200;
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        await using var office = await TestOffice.OpenInBerlinAsync();
        await office.BusyAsync();
        using var whole = new TemporaryFolder();
        await office.Installation.Database.TryCopyToAsync(whole.File("billbot.db"), CancellationToken.None);
        var bytes = await File.ReadAllBytesAsync(whole.File("billbot.db"));
        var right = await AnswersAsync(office);

        for (var i = 0; i < rounds; i++)
        {
            using var folder = new TemporaryFolder();
            var (at, by) = (dice.Next(bytes.Length), (byte)dice.Next(1, 256));
            var flipped = bytes.ToArray();
            flipped[at] ^= by;
            await File.WriteAllBytesAsync(folder.File("billbot.db"), flipped);
            Assert.True(await FoundAsync(folder, office.Clock, right), $"Byte {at} xor {by} is not found and changes an answer, seed {seed}.");
        }
    }

    private static async Task<bool> FoundAsync(TemporaryFolder folder, TestClock clock, string right)
    {
        try
        {
            await using var copy = await TestOffice.ReopenAsync(folder, clock);
            return !(await copy.Owner.AskAsync("verify_data", new { })).Flag("ok") || await AnswersAsync(copy) == right;
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            // It does not open, or says that it can not be read.
            return true;
        }
    }

    private static async Task<string> AnswersAsync(TestOffice office)
    {
        var invoices = await office.Agent.AskAsync("list_invoices", new { });
        var text = $"{invoices.Value}{(await office.Agent.AskAsync("list_clients", new { })).Value}{(await office.Agent.AskAsync("list_overdue_invoices", new { })).Value}{(await office.Owner.AskAsync("list_numbers", new { })).Value}";
        foreach (var invoice in invoices.At("invoices").EnumerateArray())
            text += (await office.Agent.AskAsync("get_invoice", new { invoice_id = invoice.GetProperty("id").GetString() })).Value;
        return text;
    }
}
