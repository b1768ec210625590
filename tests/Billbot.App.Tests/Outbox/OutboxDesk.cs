using Billbot.App.Invoices;
using Billbot.App.Mail.Mime;
using Billbot.App.Mail.Outbound;
using Billbot.App.Outbox;
using Billbot.App.Storage;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billbot.App.Tests.Outbox;

/// <summary>An office with invoices whose mails wait, and as many workers as a test wants.</summary>
internal sealed class OutboxDesk : IAsyncDisposable
{
    private OutboxDesk(TestOffice office, string client)
    {
        Office = office;
        Client = client;
    }

    public TestOffice Office { get; }

    public string Client { get; }

    public string Folder => Office.Installation.Outbox;

    public string[] Files => Directory.GetFiles(Folder, "*.eml");

    private Database Database => Office.Installation.Database;

    public static async Task<OutboxDesk> OpenAsync()
    {
        var office = await TestOffice.OpenAsync();
        return new OutboxDesk(office, await office.GreenLeafAsync());
    }

    /// <summary>Issues an invoice; the id of it, whose mail is queued now.</summary>
    public async Task<string> QueueAsync() => (await Office.IssuedAsync(Client, work: $"Work {Guid.NewGuid():N}")).Text("invoice_id");

    /// <summary>A worker as a new process has it: it takes up first what another left behind, where it shares the database when the lease has run out.</summary>
    public OutboxWorker NextWorker(IMailTransport? transport = null)
    {
        if (Office.Installation.Shared)
            Office.Clock.Advance(TimeSpan.FromMinutes(15));
        return Worker(transport);
    }

    /// <summary>A worker of this process.</summary>
    public OutboxWorker Worker(IMailTransport? transport = null, IMimeComposer? composer = null) => new(
        Database,
        Office.Clock,
        Office.Services.GetRequiredService<OutboxSignal>(),
        transport ?? new FolderTransport(Folder),
        new MailComposition(Office.Services.GetRequiredService<InvoiceDocuments>(), composer ?? new MimeComposer()),
        NullLogger<OutboxWorker>.Instance);

    public async Task<DeliveryView> DeliveryAsync(string invoice) =>
        (await Database.ReadAsync(Office.Business, session => OutboxStore.DeliveriesOfAsync(session, Office.Business, invoice), default))[^1];

    public async Task<string> StateAsync(string invoice) => (await DeliveryAsync(invoice)).State;

    public Task<T?> ValueAsync<T>(string sql) => Database.ReadAsync(Office.Business, session => session.FirstAsync<T>(sql), default);

    public Task<int> SqlAsync(string sql) => Database.WriteAsync(Office.Business, session => session.ExecuteAsync(Rows.In(sql)), default);

    /// <summary>Changes what the program itself can not.</summary>
    public void Break(string sql) => Rows.Break(Office, sql);

    public Task<T> WriteAsync<T>(Func<Session, Task<T>> work) => Database.WriteAsync(Office.Business, work, default);

    public Task<IReadOnlyList<string>> AuditAsync() => Database.ReadAsync(Office.Business, session => session.ListAsync<string>(
        "select entry from audit_entry where entry like '%deliver_mail%' order by seq"), default);

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}

/// <summary>A transport that does what the test says, and remembers what left.</summary>
internal sealed class ScriptedTransport : IMailTransport
{
    private readonly List<OutgoingMail> _left = [];
    private readonly List<OutgoingMail> _tried = [];

    public string Name => "scripted";

    public Func<int, CancellationToken, Task<SendOutcome?>> BeforeTheAct { get; set; } = (_, _) => Task.FromResult<SendOutcome?>(null);

    public Func<int, Task<SendOutcome>> AfterTheAct { get; set; } = _ => Task.FromResult(new SendOutcome(SendResult.Accepted));

    public Proof Proof { get; set; }

    public OutgoingMail[] Left => Snapshot(_left);

    public OutgoingMail[] Tried => Snapshot(_tried);

    public async Task<SendOutcome> SendAsync(OutgoingMail mail, Func<Task<bool>> mayFinish, CancellationToken cancel)
    {
        var attempt = Add(_tried, mail);
        if (await BeforeTheAct(attempt, cancel) is { } early)
            return early;
        if (!await mayFinish())
            return new SendOutcome(SendResult.Stopped);
        Add(_left, mail);
        return await AfterTheAct(attempt);
    }

    public Task<Proof> ProofOfAsync(OutgoingMail mail, CancellationToken cancel) => Task.FromResult(Proof);

    private static int Add(List<OutgoingMail> list, OutgoingMail mail)
    {
        lock (list)
        {
            list.Add(mail);
            return list.Count;
        }
    }

    private static OutgoingMail[] Snapshot(List<OutgoingMail> list)
    {
        lock (list)
            return [.. list];
    }
}
