using Billbot.App;

namespace Billbot.Server.Host;

/// <summary>Forgets stored answers that are older than a repeat may be, once an hour.</summary>
public sealed class SweepService(Installation installation, TimeProvider time, ILogger<SweepService> log) : BackgroundService
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await installation.SweepAsync(stoppingToken) > 0)
                    await Task.Yield();
                await Task.Delay(Hour, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Old answers could not be forgotten; the next hour tries again");
                await Task.Delay(Hour, time, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }
}
