using System.Text.Json;
using Billbot.App;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>The data in this process, for the length of one command.</summary>
internal sealed class LocalOffice : IOffice
{
    private readonly Installation _installation;
    private readonly ServiceProvider _services;
    private readonly OwnerDesk _desk;

    public LocalOffice(Installation installation)
    {
        _installation = installation;
        _services = new ServiceCollection()
            .AddLogging(logging =>
            {
                BillbotHost.LogToStandardError(logging);
                // Standard error is the command's own: what went well is told by its answer.
                logging.SetMinimumLevel(LogLevel.Warning);
            })
            .AddBillbot(installation)
            .AddOwnerDesk()
            .BuildServiceProvider();
        _desk = _services.GetRequiredService<OwnerDesk>();
    }

    public Task<Result<BusinessIds>> BusinessesAsync(CancellationToken cancel) => FirstStart.EnsureBusinessAsync(_desk, cancel);

    public Task<Result<JsonElement>> AskAsync(string operation, OwnerRequest request, CancellationToken cancel) => _desk.AskAsync(operation, request, cancel);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _installation.DisposeAsync();
    }
}
