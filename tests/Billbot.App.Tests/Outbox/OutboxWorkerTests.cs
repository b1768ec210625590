using Billbot.App.Door;
using Billbot.App.Mail.Outbound;
using Billbot.App.Outbox;
using Billbot.App.Tests.Mail;

namespace Billbot.App.Tests.Outbox;

public sealed class OutboxWorkerTests
{
    [Fact]
    public async Task A_queued_mail_ends_as_a_file_and_the_view_says_that_it_did_not_leave()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var before = await desk.DeliveryAsync(invoice);

        Assert.Equal(1, await desk.Worker().DrainAsync(default));

        var after = await desk.DeliveryAsync(invoice);
        Assert.Equal(("queued", 0, (string?)null), (before.State, before.Attempts, before.Transport));
        Assert.Equal(("sent", 1, "folder", (string?)null), (after.State, after.Attempts, after.Transport, after.LastError));
        Assert.Equal("Written to the mail folder; no mail server is configured, so the message did not leave this server.", after.Summary);
        Assert.Equal(desk.Office.Clock.GetUtcNow(), after.SentAt);
        Assert.Equal("billing@greenleaforganic.com", after.Recipient);
        Assert.Equal($"{invoice}.send-1@juniper.example.eml", Path.GetFileName(Assert.Single(desk.Files)));
        Assert.Equal(0, await desk.Worker().DrainAsync(default));
    }

    [Fact]
    public async Task The_mail_carries_the_stored_document_and_reads_well()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        await desk.Worker().DrainAsync(default);

        var bytes = await File.ReadAllBytesAsync(Assert.Single(desk.Files));
        var read = await PythonMail.ReadAsync(bytes);

        Assert.Equal(bytes, await desk.ValueAsync<byte[]>("select bytes from outbox"));
        Assert.Equal("Invoice INV-2026-0001 from Juniper Works", read.GetProperty("subject").GetString());
        Assert.Equal("Juniper Works", read.GetProperty("from")[0][0].GetString());
        Assert.Equal("me@juniper.example", read.GetProperty("reply_to")[0][1].GetString());
        Assert.Equal("billing@greenleaforganic.com", read.GetProperty("to")[0][1].GetString());
        Assert.Contains("$100.00", read.GetProperty("texts")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("INV-2026-0001.pdf", read.GetProperty("files")[0][0].GetString());
        Assert.Equal(await desk.ValueAsync<byte[]>("select bytes from document"), Convert.FromBase64String(read.GetProperty("files")[0][2].GetString()!));
        Assert.Empty(read.GetProperty("defects").EnumerateArray());
        Assert.Contains(invoice, Assert.Single(await desk.AuditAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_attempt_has_the_bytes_of_the_first()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var transport = new ScriptedTransport { BeforeTheAct = (attempt, _) => Task.FromResult(attempt < 3 ? new SendOutcome(SendResult.Temporary, "rcpt", "later") { Code = 451 } : null) };

        for (var i = 0; i < 3; i++)
        {
            await desk.Worker(transport).DrainAsync(default);
            desk.Office.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal("sent", await desk.StateAsync(invoice));
        Assert.Equal(3, transport.Tried.Length);
        Assert.All(transport.Tried, mail => Assert.Equal(transport.Tried[0].Bytes.ToArray(), mail.Bytes.ToArray()));
    }

    [Fact]
    public async Task A_disk_that_fails_is_tried_again_a_minute_later()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        Directory.Delete(desk.Folder);
        await File.WriteAllTextAsync(desk.Folder, "no folder");

        Assert.Equal(0, await desk.Worker().DrainAsync(default));
        var waiting = await desk.DeliveryAsync(invoice);
        File.Delete(desk.Folder);
        Directory.CreateDirectory(desk.Folder);
        Assert.Equal(0, await desk.Worker().DrainAsync(default));
        desk.Office.Clock.Set(waiting.NextAttemptAt!.Value);

        Assert.Equal(1, await desk.Worker().DrainAsync(default));
        Assert.Equal(("queued", 1, "folder: The mail folder can not be written to."), (waiting.State, waiting.Attempts, waiting.LastError));
        Assert.InRange((waiting.NextAttemptAt.Value - waiting.QueuedAt).TotalSeconds, 48, 72);
        Assert.Equal("sent", await desk.StateAsync(invoice));
    }

    [Fact]
    public async Task A_mail_that_can_not_leave_is_given_up_after_two_days()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var transport = new ScriptedTransport { BeforeTheAct = (_, _) => Task.FromResult<SendOutcome?>(new SendOutcome(SendResult.Temporary, "connect", "refused")) };
        var worker = desk.Worker(transport);

        for (var view = await desk.DeliveryAsync(invoice); view.State == "queued"; view = await desk.DeliveryAsync(invoice))
        {
            desk.Office.Clock.Set(view.NextAttemptAt!.Value);
            await worker.DrainAsync(default);
        }

        var end = await desk.DeliveryAsync(invoice);
        Assert.Equal(("failed", "connect: refused", (DateTimeOffset?)null), (end.State, end.LastError, end.NextAttemptAt));
        Assert.Equal(TimeSpan.FromHours(48), desk.Office.Clock.GetUtcNow() - end.QueuedAt);
        Assert.InRange(end.Attempts, 14, 20);
        Assert.Contains("\"outcome\":\"failed\"", Assert.Single(await desk.AuditAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_ends_the_mail_and_what_the_server_said_is_shown_tame()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var transport = new ScriptedTransport
        {
            BeforeTheAct = (_, _) => Task.FromResult<SendOutcome?>(new SendOutcome(SendResult.Refused, "rcpt", "no\r\n\u001b[31msuch\u202euser " + new string('x', 600)) { Code = 550, Enhanced = "5.1.1" }),
        };

        Assert.Equal(0, await desk.Worker(transport).DrainAsync(default));

        var view = await desk.DeliveryAsync(invoice);
        Assert.Equal("failed", view.State);
        Assert.StartsWith("rcpt: 550 5.1.1 no   [31msuch user x", view.LastError, StringComparison.Ordinal);
        Assert.InRange(view.LastError!.Length, 500, 520);
    }

    [Fact]
    public async Task A_voided_invoice_is_not_mailed()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        await desk.SqlAsync($"update invoice set state = 'void', voided_at = 1, void_reason = 'x' where id = '{invoice}'");

        Assert.Equal(0, await desk.Worker().DrainAsync(default));

        Assert.Equal("cancelled", await desk.StateAsync(invoice));
        Assert.Empty(desk.Files);
        Assert.Single(await desk.AuditAsync());
    }

    [Fact]
    public async Task An_invoice_voided_during_the_transfer_stops_before_the_last_act()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var transport = new ScriptedTransport
        {
            BeforeTheAct = async (_, _) =>
            {
                await desk.SqlAsync($"update invoice set state = 'void', voided_at = 1, void_reason = 'x' where id = '{invoice}'");
                return null;
            },
        };

        Assert.Equal(0, await desk.Worker(transport).DrainAsync(default));

        Assert.Equal("cancelled", await desk.StateAsync(invoice));
        Assert.Empty(transport.Left);
    }

    [Theory]
    [InlineData("update outbox set recipients = '[\"billing@greenleaforganic.com\",\"thief@evil.example\"]'")]
    [InlineData("update outbox set recipients = '[]'")]
    [InlineData("update outbox set envelope_from = 'thief@evil.example'")]
    [InlineData("update outbox set request = replace(request, 'billing@', 'thief@'), recipients = replace(recipients, 'billing@', 'thief@')")]
    [InlineData("update outbox set request_sha256 = x'00'")]
    public async Task A_mail_that_was_tampered_with_fails_closed(string tampering)
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        desk.Break(tampering);

        Assert.Equal(0, await desk.Worker().DrainAsync(default));

        Assert.Equal("failed", await desk.StateAsync(invoice));
        Assert.Empty(desk.Files);
    }

    [Fact]
    public async Task Stored_bytes_that_changed_are_not_sent()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        await desk.Worker(new ScriptedTransport { BeforeTheAct = (_, _) => Task.FromResult<SendOutcome?>(new SendOutcome(SendResult.Temporary)) }).DrainAsync(default);
        desk.Break("update outbox set bytes = x'41'");
        desk.Office.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, await desk.Worker().DrainAsync(default));

        Assert.Equal("failed", await desk.StateAsync(invoice));
        Assert.Empty(desk.Files);
    }

    [Theory]
    [InlineData("Juniper\r\nBcc: thief@evil.example")]
    [InlineData("Juniper\nX: y")]
    [InlineData("Juniper\0")]
    public async Task A_name_with_a_line_break_never_becomes_a_mail(string name)
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        await desk.Worker().DrainAsync(default);
        await desk.WriteAsync(async session =>
        {
            var now = desk.Office.Clock.GetUtcNow();
            var work = new Work(new Call(Caller.Owner(desk.Office.Business), Face.Cli), desk.Office.Business, null, session, now);
            return await OutboxStore.AddAsync(work, new MailRequest { Kind = MailKind.Invoice, SubjectId = invoice, From = "me@juniper.example", FromName = name, To = "ap@client.example", Locale = "en-US" }, 2);
        });

        Assert.Equal(0, await desk.Worker().DrainAsync(default));

        Assert.Equal("failed", await desk.StateAsync(invoice));
        Assert.Single(desk.Files);
    }

    [Fact]
    public async Task Twenty_mails_and_two_lanes_send_each_once()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoices = new List<string>();
        for (var i = 0; i < 20; i++)
            invoices.Add(await desk.QueueAsync());
        var transport = new ScriptedTransport { BeforeTheAct = async (_, cancel) => { await Task.Delay(5, cancel); return null; } };
        var worker = desk.Worker(transport);

        using var stop = new CancellationTokenSource();
        var running = worker.RunAsync(stop.Token);
        await Until(() => transport.Left.Length == 20);
        await stop.CancelAsync();
        await running;

        Assert.Equal(20, transport.Left.Select(m => m.MessageId).Distinct().Count());
        foreach (var invoice in invoices)
            Assert.Equal("sent", await desk.StateAsync(invoice));
    }

    [Fact]
    public async Task The_signal_wakes_a_waiting_worker()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        using var stop = new CancellationTokenSource();
        var running = desk.Worker().RunAsync(stop.Token);
        await Task.Delay(200);

        var invoice = await desk.QueueAsync();
        await Until(() => desk.Files.Any(f => f.EndsWith(".eml", StringComparison.Ordinal)));
        await stop.CancelAsync();
        await running;

        Assert.Equal("sent", await desk.StateAsync(invoice));
    }

    internal static async Task Until(Func<bool> holds)
    {
        // Shorter than the worker's own timer, so that only the signal can have woken it.
        for (var i = 0; i < 800; i++)
        {
            if (holds())
                return;
            await Task.Delay(10);
        }

        Assert.Fail("Nothing happened for eight seconds.");
    }
}
