using System.Globalization;
using System.Text.Json;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Billbot.App.Tests.Models;

/// <summary>Random sequences of everything that can be done, on the product and on the model: after each step both tell the same, and verify finds nothing.</summary>
public sealed class BooksTests
{
    private static int Sequences => Environment.GetEnvironmentVariable("BILLBOT_LONG") == "1" ? 400 : 4;

    [Theory]
    [InlineData("US")]
    [InlineData("DE")]
    [InlineData("FR")]
    public void Whatever_is_done_the_books_are_what_the_model_says(string country) => Prop
        .ForAll(Step.Sequences(longest: 50), steps => Run(country, steps))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithEndSize(50));

    private static void Run(string country, Step[] steps) => Task.Run(async () =>
    {
        await using var books = await Books.OpenAsync(country);
        foreach (var step in steps)
        {
            await books.DoAsync(step);
            await books.CompareAsync(step);
        }
    }).GetAwaiter().GetResult();

    /// <summary>The product and the model side by side.</summary>
    private sealed class Books(TestOffice office, BooksModel model, string client) : IAsyncDisposable
    {
        private (string Operation, object Input, string RequestId, bool Refused)? _lastWrite;
        private int _requests;

        public static async Task<Books> OpenAsync(string country)
        {
            var office = country switch
            {
                "US" => await TestOffice.OpenAsync(),
                "DE" => await TestOffice.OpenInBerlinAsync(),
                _ => await TestOffice.OpenAsync(new
                {
                    name = "Atelier Lumière SARL",
                    country = "FR",
                    currency = "EUR",
                    time_zone = "Europe/Paris",
                    tax_system = "vat",
                    vat_id = "FR40303265045",
                    tax_rate = 20,
                    address = new { line1 = "3 rue des Lilas", postal_code = "69001", city = "Lyon", country = "FR" },
                }),
            };
            var kind = country switch { "US" => new BooksKind(0, false), "DE" => new BooksKind(19, false), _ => new BooksKind(20, true) };
            return new Books(office, new BooksModel(kind, new DateOnly(2026, 3, 9)), await office.BerlinClientAsync());
        }

        public async Task DoAsync(Step step)
        {
            if (step.Act == Act.Wait)
            {
                Wait(step.Amount);
                return;
            }

            if (step.Act == Act.Create)
            {
                var dueDays = step.Target % 3 * 15;
                var draft = await WriteAsync("create_invoice", new { client_id = client, line_items = Stories.Line(step.Amount), due_days = dueDays }, refused: false);
                model.Create(step.Amount, dueDays).Id = draft.Text("id");
                return;
            }

            if (step.Act == Act.Repeat)
            {
                await RepeatAsync();
                return;
            }

            if (step.Act == Act.Reverse)
            {
                if (model.Rows.Count == 0)
                    return;
                var row = model.Rows[step.Target % model.Rows.Count];
                await WriteAsync("reverse_payment", new { payment_id = row.Id, reason = "Wrong" }, !model.Reverse(row), owner: true);
                return;
            }

            var documents = model.Invoices.Where(i => i.State != Kept.Deleted && !(i.IsCreditNote && step.Act == Act.Send)).ToList();
            if (documents.Count > 0)
                await DoAsync(step, documents[step.Target % documents.Count]);
        }

        /// <summary>Everything the product tells of its books, beside what the model says.</summary>
        public async Task CompareAsync(Step step)
        {
            var listed = await ListAsync("list_invoices");
            // Credit notes get their ids here: the model knows them by their numbers.
            foreach (var note in model.Invoices.Where(i => i.IsCreditNote && i.Id is null))
                note.Id = listed.Single(r => NumberOf(r) == note.Number).GetProperty("id").GetString();
            Same(step, "documents", model.Invoices.Where(i => i.State != Kept.Deleted).Select(Expected), listed.Select(Told));
            Same(step, "overdue", model.Invoices.Where(i => i.StatusOn(model.Today) == "overdue").Select(i => i.Id!), (await ListAsync("list_overdue_invoices")).Select(r => r.GetProperty("id").GetString()!));

            var numbers = (await office.Owner.AskAsync("list_numbers", new { limit = 1000 })).At("numbers").EnumerateArray();
            Same(step, "numbers", model.Register.Select(n => $"{n.Key} {n.Value}"), numbers.Select(n => $"{n.GetProperty("number")} {n.GetProperty("state")}"));

            var rows = (await office.Agent.AskAsync("list_payments", new { limit = 200 })).At("payments").EnumerateArray().Reverse().ToList();
            Assert.True(model.Rows.Count == rows.Count, $"{step}: {model.Rows.Count} rows expected, {rows.Count} told.");
            foreach (var (row, told) in model.Rows.Zip(rows.Select(r => r.GetProperty("row"))))
            {
                row.Id ??= told.GetProperty("id").GetString();
                Assert.Equal($"{row.Id} {row.Kind} {Money(row.Amount)} {row.Undone}", $"{told.GetProperty("id")} {told.GetProperty("kind")} {told.GetProperty("amount")} {told.TryGetProperty("reversed_by", out _)}");
            }

            await office.AssertSoundAsync();
        }

        public ValueTask DisposeAsync() => office.DisposeAsync();

        private async Task DoAsync(Step step, ModelInvoice invoice)
        {
            object it = new { invoice_id = invoice.Id };
            switch (step.Act)
            {
                case Act.Update:
                    await WriteAsync("update_invoice", new { invoice_id = invoice.Id, line_items = Stories.Line(step.Amount) }, !BooksModel.Update(invoice, step.Amount));
                    break;
                case Act.Delete:
                    await WriteAsync("delete_draft_invoice", it, !model.Delete(invoice));
                    break;
                case Act.Send:
                    await WriteAsync("send_invoice", it, !model.Send(invoice));
                    break;
                case Act.Pay:
                    var mayOverpay = step.Target % 4 == 0;
                    await WriteAsync("record_payment", new { invoice_id = invoice.Id, amount = step.Amount, allow_overpayment = mayOverpay }, !model.Pay(invoice, step.Amount, mayOverpay));
                    break;
                case Act.Refund:
                    await WriteAsync("refund_payment", new { invoice_id = invoice.Id, amount = step.Amount }, !model.Refund(invoice, step.Amount), owner: true);
                    break;
                case Act.WriteOff:
                    await WriteAsync("write_off", new { invoice_id = invoice.Id, reason = "Insolvent", amount = step.Amount }, !model.WriteOff(invoice, step.Amount), owner: true);
                    break;
                case Act.Credit:
                    await WriteAsync("credit_invoice", new { invoice_id = invoice.Id, reason = "Discount", amounts = new[] { new { amount = step.Amount } } }, !model.Credit(invoice, step.Amount), owner: true);
                    break;
                case Act.Void:
                    await WriteAsync("void_invoice", new { invoice_id = invoice.Id, reason = "Wrong" }, !model.Void(invoice));
                    break;
                case Act.Correct:
                    var replacement = model.Correct(invoice, step.Amount);
                    var answer = await WriteAsync("create_corrected_invoice", new { invoice_id = invoice.Id, line_items = Stories.Line(step.Amount) }, replacement is null);
                    if (replacement is not null)
                        Assert.Equal(replacement.Id ??= answer.Text("id"), answer.Text("id"));
                    break;
                default:
                    throw new InvalidOperationException($"{step.Act} has no document.");
            }
        }

        private async Task<TestAnswer> WriteAsync(string operation, object input, bool refused, bool owner = false)
        {
            var requestId = string.Create(CultureInfo.InvariantCulture, $"request-{_requests++}");
            var answer = await (owner ? office.Owner : office.Agent).CallAsync(operation, input, requestId);
            Assert.True(refused == answer.Refusal is not null, $"{operation} {JsonSerializer.Serialize(input)}: refused {answer.Refusal?.Code ?? "no"}, the model says {refused}.");
            Assert.False(answer.Replayed);
            _lastWrite = owner ? null : (operation, input, requestId, refused);
            return answer;
        }

        /// <summary>The last call once more: it changes nothing, so the model is not told.</summary>
        private async Task RepeatAsync()
        {
            if (_lastWrite is not { } last)
                return;
            var answer = await office.Agent.CallAsync(last.Operation, last.Input, last.RequestId);
            Assert.Equal(last.Refused, answer.Refusal is not null);
            Assert.Equal(!last.Refused, answer.Replayed);
        }

        /// <summary>Stays within the year: what a new one does to numbers has tests of its own.</summary>
        private void Wait(int days)
        {
            if (model.Today.AddDays(days).Year > model.Today.Year)
                return;
            model.Wait(days);
            office.Clock.Advance(TimeSpan.FromDays(days));
            _lastWrite = null;
        }

        private async Task<List<JsonElement>> ListAsync(string operation)
        {
            var rows = new List<JsonElement>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await office.Agent.AskAsync(operation, cursor.Length > 0 ? new { limit = 100, cursor } : new { limit = 100 });
                rows.AddRange(page.At("invoices").EnumerateArray());
                cursor = page.Has("next_cursor") ? page.Text("next_cursor") : null;
            }

            return rows;
        }

        private static void Same(Step step, string what, IEnumerable<string> expected, IEnumerable<string> told)
        {
            var (right, wrong) = (expected.ToHashSet(), told.ToList());
            Assert.True(right.SetEquals(wrong) && right.Count == wrong.Count, $"After {step} the {what} differ.\nonly the model: {string.Join("; ", right.Except(wrong))}\nonly the product: {string.Join("; ", wrong.Except(right))}");
        }

        private string Expected(ModelInvoice i) => $"{i.Id} {i.Number} {i.StatusOn(model.Today)} {Money(i.Total)} {Money(i.Outstanding)}";

        private static string Told(JsonElement row) =>
            $"{row.GetProperty("id")} {NumberOf(row)} {row.GetProperty("status")} {row.GetProperty("total")} {row.GetProperty("outstanding")}";

        private static string? NumberOf(JsonElement row) => row.TryGetProperty("number", out var number) ? number.GetString() : null;

        private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
    }
}
