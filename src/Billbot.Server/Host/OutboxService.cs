using Billbot.App.Outbox;

namespace Billbot.Server.Host;

/// <summary>Lets the mail worker run as long as the host does.</summary>
internal sealed class OutboxService(OutboxWorker worker) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => worker.RunAsync(stoppingToken);
}
