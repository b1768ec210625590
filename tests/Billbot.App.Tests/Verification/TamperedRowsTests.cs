using System.Globalization;
using System.Text;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Billbot.App.Tests.Verification;

/// <summary>Somebody with the file changes one thing anywhere in what is evidence: verify finds it, every time.</summary>
[Trait("Database", "Sqlite")]
public sealed class TamperedRowsTests(ITestOutputHelper output)
{
    /// <summary>What is evidence. Not here: keys, stored answers (they expire), and how far a mail has come, which changes by itself.</summary>
    private static readonly Dictionary<string, string[]> Evidence = new()
    {
        ["business"] = ["id", "document", "created_at"],
        ["business_head"] = ["business_id", "audit_seq", "audit_hash"],
        ["client"] = ["business_id", "id", "name", "name_folded", "email", "search_text", "archived", "document", "created_at"],
        ["number_series"] = ["business_id", "document", "period", "next_seq", "last_issue_on"],
        ["number_register"] = ["business_id", "number", "document", "period", "seq", "state", "invoice_id", "taken_at", "changed_at", "changed_by", "reason"],
        ["invoice"] =
        [
            "business_id", "id", "client_id", "type", "state", "number", "currency", "issue_on", "due_on", "payable_minor", "version", "content_hash", "lines_hash",
            "corrects_id", "document", "created_at", "updated_at", "issued_at", "voided_at", "void_reason",
        ],
        ["invoice_balance"] =
        [
            "business_id", "invoice_id", "client_id", "type", "state", "currency", "issue_on", "due_on", "payable_minor", "paid_minor", "credited_minor",
            "written_off_minor", "outstanding_minor", "overpaid_minor",
        ],
        ["invoice_sum"] = ["business_id", "standing", "currency", "due_on", "invoices", "payable_minor", "outstanding_minor"],
        ["invoice_snapshot"] = ["business_id", "invoice_id", "snapshot", "sha256"],
        ["document"] = ["business_id", "invoice_id", "bytes", "sha256"],
        ["payment"] = ["business_id", "id", "invoice_id", "kind", "amount_minor", "currency", "paid_on", "reference", "document", "created_at"],
        ["outbox"] = ["business_id", "subject_id", "send_number", "message_id", "envelope_from", "recipients", "request", "request_sha256", "requested_at"],
        ["audit_entry"] = ["business_id", "seq", "at", "entry", "previous_hash", "hash"],
    };

    [Fact]
    public async Task Every_changed_field_and_every_deleted_doubled_or_moved_row_is_found()
    {
        var rounds = Environment.GetEnvironmentVariable("BILLBOT_LONG") == "1" ? 1000 : 100;
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        await using var office = await TestOffice.OpenInBerlinAsync();
        await office.BusyAsync();
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));

        var missed = new List<string>();
        for (var i = 0; i < rounds; i++)
        {
            using var folder = new TemporaryFolder();
            await office.Installation.Database.TryCopyToAsync(folder.File("billbot.db"), CancellationToken.None);
            var done = Tamper(folder.File("billbot.db"), dice);
            await using var copy = await TestOffice.ReopenAsync(folder, office.Clock);
            var found = false;
            foreach (var business in (await copy.Installation.BusinessesAsync()).Append(office.Business).Distinct())
            {
                var caller = new TestCaller(copy.Services, App.Door.Caller.Owner(business), App.Door.Face.Cli);
                try
                {
                    found |= !(await caller.AskAsync("verify_data", new { })).Flag("ok");
                }
                catch (Exception failure) when (failure is InvalidOperationException or System.Text.Json.JsonException)
                {
                    found = true;
                }
            }

            if (!found)
                missed.Add(done);
        }

        Assert.True(missed.Count == 0, $"{missed.Count} of {rounds} not found, seed {seed}:\n{string.Join('\n', missed)}");
    }

    private static string Tamper(string file, Random dice)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
        connection.Open();
        foreach (var trigger in connection.Query<string>("select name from sqlite_master where type = 'trigger'").ToList())
            connection.Execute($"drop trigger {trigger}");
        connection.Execute("pragma ignore_check_constraints = on");
        for (var tries = 0; tries < 1000; tries++)
        {
            var (table, columns) = Evidence.ElementAt(dice.Next(Evidence.Count));
            var rows = connection.Query($"select * from {table} order by 1, 2").Cast<IDictionary<string, object?>>().ToList();
            if (rows.Count == 0)
                continue;
            var row = rows[dice.Next(rows.Count)];
            var what = dice.Next(10);
            try
            {
                var done = what switch
                {
                    0 => Run(connection, $"delete from {table} where {Key(row)}", row, null),
                    1 => Double(connection, table, row, dice),
                    2 => Move(connection, table, row, rows[dice.Next(rows.Count)], columns[dice.Next(columns.Length)]),
                    _ => Change(connection, table, row, columns[dice.Next(columns.Length)], dice),
                };
                if (done is not null)
                    return done;
            }
            catch (SqliteException)
            {
                // A key or a not-null rule stands against this one: another try.
            }
        }

        throw new InvalidOperationException("Nothing could be tampered with.");
    }

    private static string? Change(SqliteConnection connection, string table, IDictionary<string, object?> row, string column, Random dice)
    {
        var old = row[column];
        object? value = old switch
        {
            null => column.EndsWith("_at", StringComparison.Ordinal) ? 5L : "2026-03-10",
            long number => number + dice.Next(1, 9),
            byte[] bytes => Other(bytes, dice),
            string text => Other(text, dice),
            _ => throw new InvalidOperationException($"{old.GetType()} in {table}.{column}"),
        };
        return Run(connection, $"update {table} set {column} = @value where {Key(row)}", row, value, $"{column}: {Shown(old)} became {Shown(value)}");
    }

    /// <summary>Gives one field of a row what another row has there: a payment to another invoice, an entry another's text.</summary>
    private static string? Move(SqliteConnection connection, string table, IDictionary<string, object?> row, IDictionary<string, object?> other, string column) =>
        Equals(row[column], other[column]) || (row[column] is byte[] a && other[column] is byte[] b && a.AsSpan().SequenceEqual(b))
            ? null
            : Run(connection, $"update {table} set {column} = @value where {Key(row)}", row, other[column], $"{column}: {Shown(row[column])} became another row's {Shown(other[column])}");

    private static string? Double(SqliteConnection connection, string table, IDictionary<string, object?> row, Random dice)
    {
        var key = row.Keys.ElementAt(table is "business" or "business_head" ? 0 : 1);
        var values = new DynamicParameters();
        foreach (var (name, value) in row)
            values.Add(name, name != key ? value : value is long number ? number + 1000 : Other((string)value!, dice));
        connection.Execute($"insert into {table} values ({string.Join(", ", row.Keys.Select(k => "@" + k))})", values);
        return $"{table}: doubled a row";
    }

    private static string? Run(SqliteConnection connection, string sql, IDictionary<string, object?> row, object? value, string what = "")
    {
        var values = new DynamicParameters();
        values.Add("k0", row.Values.ElementAt(0));
        values.Add("k1", row.Values.ElementAtOrDefault(1));
        values.Add("value", value);
        return connection.Execute(sql, values) > 0 ? $"{sql} {what}" : null;
    }

    private static string Key(IDictionary<string, object?> row) =>
        string.Join(" and ", row.Keys.Take(2).Where(k => k != "document").Select((k, i) => $"{k} = @k{i}")) + (row.ContainsKey("next_seq") && row.TryGetValue("period", out var period) ? $" and period = '{period}' and document = '{row["document"]}'" : "");

    private static byte[] Other(byte[] bytes, Random dice)
    {
        var other = bytes.ToArray();
        other[dice.Next(other.Length)] ^= (byte)dice.Next(1, 256);
        return other;
    }

    private static string Other(string text, Random dice)
    {
        if (text.Length == 0)
            return "x";
        var at = dice.Next(text.Length);
        return new StringBuilder(text) { [at] = text[at] == 'q' ? 'z' : 'q' }.ToString();
    }

    private static string Shown(object? value) => value switch
    {
        null => "null",
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
