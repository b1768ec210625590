using Billbot.App.Mail.Outbound;
using Billbot.Testing;

namespace Billbot.App.Tests.Outbox;

/// <summary>A process that ends at the worst moment is played by a transport that never answers; the next process is a new worker.</summary>
public sealed class OutboxCrashTests
{
    private static readonly TaskCompletionSource<SendOutcome> Never = new();

    [Fact]
    public async Task A_crash_before_the_last_act_loses_nothing_and_repeats_nothing()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var dying = new ScriptedTransport { BeforeTheAct = async (_, _) => await Never.Task };
        _ = desk.Worker(dying).DrainAsync(default);
        await OutboxWorkerTests.Until(() => dying.Tried.Length == 1);

        Assert.Equal("sending", await desk.StateAsync(invoice));
        Assert.Equal(1, await desk.NextWorker().DrainAsync(default));
        Assert.Equal("sent", await desk.StateAsync(invoice));
        Assert.Single(desk.Files);
    }

    [Fact]
    public async Task A_crash_after_the_file_was_written_is_proven_by_the_file()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var folder = new DyingFolder(desk.Folder, writes: true);
        _ = desk.Worker(folder).DrainAsync(default);
        await folder.Died;
        var written = File.GetLastWriteTimeUtc(Assert.Single(desk.Files));

        await desk.NextWorker().DrainAsync(default);

        Assert.Equal("sent", await desk.StateAsync(invoice));
        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(desk.Files)));
    }

    [Fact]
    public async Task A_crash_between_the_commit_and_the_file_is_tried_again_at_once_because_there_is_no_file()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var folder = new DyingFolder(desk.Folder, writes: false);
        _ = desk.Worker(folder).DrainAsync(default);
        await folder.Died;

        Assert.Equal(1, await desk.NextWorker().DrainAsync(default));

        Assert.Equal("sent", await desk.StateAsync(invoice));
        Assert.Single(desk.Files);
    }

    [Fact]
    public async Task What_a_server_with_another_folder_may_have_handed_over_is_uncertain_to_who_can_not_look_there()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var folder = new DyingFolder(desk.Folder, writes: true);
        _ = desk.Worker(folder).DrainAsync(default);
        await folder.Died;
        using var elsewhere = new TemporaryFolder();

        Assert.Equal(0, await desk.NextWorker(new FolderTransport(elsewhere.Path, "folder of another server")).DrainAsync(default));

        Assert.Equal("uncertain", await desk.StateAsync(invoice));
        Assert.Empty(Directory.GetFiles(elsewhere.Path));
    }

    [Fact]
    public async Task A_crash_after_the_last_act_without_proof_is_uncertain_and_never_repeated()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var dying = new ScriptedTransport { AfterTheAct = _ => Never.Task };
        _ = desk.Worker(dying).DrainAsync(default);
        await OutboxWorkerTests.Until(() => dying.Left.Length == 1);

        for (var day = 0; day < 4; day++)
        {
            Assert.Equal(0, await desk.Worker(dying).DrainAsync(default));
            desk.Office.Clock.Advance(TimeSpan.FromDays(1));
        }

        var view = await desk.DeliveryAsync(invoice);
        Assert.Equal(("uncertain", (DateTimeOffset?)null), (view.State, view.SentAt));
        Assert.Single(dying.Left);
        Assert.Contains("\"outcome\":\"uncertain\"", Assert.Single(await desk.AuditAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)Proof.Delivered, "sent")]
    [InlineData((int)Proof.NotDelivered, "queued")]
    [InlineData((int)Proof.None, "uncertain")]
    public async Task A_transport_that_breaks_after_the_last_act_is_asked_for_proof(int proof, string state)
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        var transport = new ScriptedTransport { AfterTheAct = _ => throw new IOException("gone"), Proof = (Proof)proof };

        await desk.Worker(transport).DrainAsync(default);

        Assert.Equal(state, await desk.StateAsync(invoice));
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_can_not_send_nor_mark()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var other = desk.Worker();
        await other.DrainAsync(default);
        var invoice = await desk.QueueAsync();
        var wake = new TaskCompletionSource<SendOutcome?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var frozen = new ScriptedTransport { BeforeTheAct = (_, _) => wake.Task };
        var sleeper = desk.Worker(frozen);
        var sleeping = sleeper.DrainAsync(default);
        await OutboxWorkerTests.Until(() => frozen.Tried.Length == 1);

        Assert.Equal(0, await other.DrainAsync(default));
        desk.Office.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await other.DrainAsync(default));
        wake.SetResult(null);

        Assert.Equal(0, await sleeping);
        Assert.Empty(frozen.Left);
        Assert.Equal("folder", (await desk.DeliveryAsync(invoice)).Transport);
        Assert.Equal("sent", await desk.StateAsync(invoice));
        Assert.Single(await desk.AuditAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData((int)SendResult.Temporary)]
    [InlineData((int)SendResult.Refused)]
    [InlineData((int)SendResult.Ambiguous)]
    public async Task A_worker_that_lost_its_lease_leaves_the_one_who_has_it_alone(int? outcome)
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var (first, second) = (new Gate(), new Gate());
        var (early, late) = (desk.Worker(first.Transport), desk.Worker(second.Transport));
        await late.DrainAsync(default);
        var invoice = await desk.QueueAsync();
        var sleeping = early.DrainAsync(default);
        await first.Reached;
        desk.Office.Clock.Advance(TimeSpan.FromMinutes(6));
        var sending = late.DrainAsync(default);
        await second.Reached;

        first.Open(outcome is { } result ? new SendOutcome((SendResult)result, "late", "too late") : null);
        Assert.Equal(0, await sleeping);
        Assert.Equal(("sending", (string?)null), ((await desk.DeliveryAsync(invoice)).State, (await desk.DeliveryAsync(invoice)).LastError));
        second.Open(null);

        Assert.Equal(1, await sending);
        Assert.Empty(first.Transport.Left);
        Assert.Single(second.Transport.Left);
        Assert.Equal("sent", await desk.StateAsync(invoice));
        Assert.Single(await desk.AuditAsync());
    }

    [Fact]
    public async Task A_shutdown_before_the_last_act_puts_the_mail_back_uncounted()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        using var stop = new CancellationTokenSource();
        var transport = new ScriptedTransport
        {
            BeforeTheAct = async (_, cancel) =>
            {
                await Task.Delay(Timeout.Infinite, cancel);
                return null;
            },
        };
        var running = desk.Worker(transport).RunAsync(stop.Token);
        await OutboxWorkerTests.Until(() => transport.Tried.Length == 1);

        await stop.CancelAsync();
        await running;

        var view = await desk.DeliveryAsync(invoice);
        Assert.Equal(("queued", 0, (string?)null), (view.State, view.Attempts, view.LastError));
        Assert.Equal(1, await desk.Worker().DrainAsync(default));
    }

    [Fact]
    public async Task A_shutdown_after_the_last_act_waits_for_the_answer()
    {
        await using var desk = await OutboxDesk.OpenAsync();
        var invoice = await desk.QueueAsync();
        using var stop = new CancellationTokenSource();
        var answer = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new ScriptedTransport { AfterTheAct = _ => answer.Task };
        var running = desk.Worker(transport).RunAsync(stop.Token);
        await OutboxWorkerTests.Until(() => transport.Left.Length == 1);

        await stop.CancelAsync();
        answer.SetResult(new SendOutcome(SendResult.Accepted));
        await running;

        Assert.Equal("sent", await desk.StateAsync(invoice));
    }

    /// <summary>A transport that waits before the last act until the test lets it go on.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<SendOutcome?> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Gate() => Transport.BeforeTheAct = (_, _) =>
        {
            _reached.TrySetResult();
            return _open.Task;
        };

        public ScriptedTransport Transport { get; } = new();

        public Task Reached => _reached.Task;

        public void Open(SendOutcome? outcome) => _open.SetResult(outcome);
    }

    /// <summary>The folder, in a process that dies after the commit to the last act: with the file in place, or just before.</summary>
    private sealed class DyingFolder(string path, bool writes) : IMailTransport
    {
        private readonly FolderTransport _folder = new(path);
        private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Died => _died.Task;

        public string Name => _folder.Name;

        public async Task<SendOutcome> SendAsync(OutgoingMail mail, Func<Task<bool>> mayFinish, CancellationToken cancel)
        {
            if (writes)
                await _folder.SendAsync(mail, mayFinish, cancel);
            else
                await mayFinish();
            _died.SetResult();
            return await Never.Task;
        }

        public Task<Proof> ProofOfAsync(OutgoingMail mail, CancellationToken cancel) => _folder.ProofOfAsync(mail, cancel);
    }
}
