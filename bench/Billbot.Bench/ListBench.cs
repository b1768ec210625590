using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Billbot.Bench;

/// <summary>How much slower lists are at many invoices than at a thousand. Most rows are copies of real ones, put in while no server runs.</summary>
internal static class ListBench
{
    private const int Real = 1000;

    public static async Task<int> RunAsync(string billbot, int rows)
    {
        Console.WriteLine($"first pages over MCP, one caller; median ms at {Real} and at {rows} invoices");
        Console.WriteLine("list                  |   small |   large | ratio");
        var small = await MeasureAsync(billbot, Real);
        var large = await MeasureAsync(billbot, rows);
        foreach (var (name, few) in small)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-21} | {few,7:0.00} | {large[name],7:0.00} | {large[name] / few,4:0.00}x"));
        return 0;
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(string billbot, int rows)
    {
        var folder = Target.NewFolder();
        var kept = Target.NewFolder();
        await using (var filling = await Target.BillbotAsync(billbot, folder))
        {
            await FillAsync(filling);
            foreach (var file in Directory.GetFiles(folder, "billbot.db*"))
                File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
        }

        Multiply(Path.Combine(kept, "billbot.db"), rows);
        await using var target = await Target.BillbotAsync(billbot, kept);
        var result = new Dictionary<string, double>();
        foreach (var (name, tool, arguments) in ((string, string, JsonObject)[])
        [
            ("list_invoices", "list_invoices", []),
            ("list_invoices, sent", "list_invoices", new JsonObject { ["status"] = "sent" }),
            ("list_overdue_invoices", "list_overdue_invoices", []),
        ])
        {
            async Task AskAsync(int caller) => await target.CallAsync(tool, arguments.DeepClone().AsObject());
            await Load.RunAsync(target, 1, TimeSpan.FromSeconds(2), AskAsync);
            result[name] = (await Load.RunAsync(target, 1, TimeSpan.FromSeconds(4), AskAsync)).Median;
        }

        return result;
    }

    private static async Task FillAsync(Target target)
    {
        var client = (await target.CallAsync("create_client", new JsonObject { ["name"] = "GreenLeaf Organic", ["email"] = "billing@greenleaforganic.com" })).GetProperty("id").GetString();
        for (var i = 0; i < Real; i++)
        {
            var draft = await target.CallAsync("create_invoice", new JsonObject
            {
                ["client_id"] = client,
                ["line_items"] = new JsonArray(new JsonObject { ["description"] = "Design work", ["unit_price"] = 100 + i }),
                ["request_id"] = $"fill-{i}",
            });
            await target.CallAsync("send_invoice", new JsonObject { ["invoice_id"] = draft.GetProperty("id").GetString() });
        }
    }

    private static void Multiply(string file, int rows)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "pragma synchronous=off; pragma journal_mode=off; pragma cache_size=-400000; pragma foreign_keys=off; pragma temp_store=memory");
        // A third of the rows is past due already.
        Run(connection, "update invoice_balance set due_on = date(due_on, '-60 days') where unicode(substr(invoice_id, -1)) % 3 = 0");
        Run(connection, "create temp table one as select * from invoice; create temp table balance as select * from invoice_balance");
        Run(connection, "create temp table copy (suffix text, days text)");
        for (var copy = 1; copy < rows / Real; copy++)
            Run(connection, string.Create(CultureInfo.InvariantCulture, $"insert into copy values ('x{copy:0000}', '-{copy % 700} days')"));
        Run(connection, """
            insert into invoice select business_id, id || suffix, client_id, type, state, number || suffix, currency, date(issue_on, days), due_on, payable_minor, version,
                content_hash, lines_hash || suffix, corrects_id, document, created_at, updated_at, issued_at, voided_at, void_reason from one cross join copy order by id, suffix;
            insert into invoice_balance select business_id, invoice_id || suffix, client_id, type, state, currency, date(issue_on, days), due_on, payable_minor, paid_minor,
                credited_minor, written_off_minor, outstanding_minor, overpaid_minor from balance cross join copy order by invoice_id, suffix;
            """);
        Run(connection, "analyze; pragma journal_mode=wal; pragma wal_checkpoint(truncate)");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        command.ExecuteNonQuery();
    }
}
