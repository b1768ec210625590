using Billbot.App.Outbox;

namespace Billbot.Server.Host;

/// <summary>Lets the mail worker run as long as the host does. If it fails, the host ends: a server that sends no mail must not look alive.</summary>
internal sealed class OutboxService(OutboxWorker worker, ILogger<OutboxService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await worker.RunAsync(stoppingToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogCritical(failure, "The mail worker failed");
            throw;
        }
    }
}
