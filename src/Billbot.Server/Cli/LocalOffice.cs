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
    private readonly bool _founds;

    /// <summary>The office of <paramref name="installation"/>, which it disposes of. Where it <paramref name="founds"/>, an empty one gets its first business.</summary>
    public LocalOffice(Installation installation, bool founds)
    {
        _founds = founds;
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

    public async Task<Result<BusinessIds>> BusinessesAsync(CancellationToken cancel) =>
        _founds ? await FirstStart.EnsureBusinessAsync(_desk, cancel) : new BusinessIds(await _desk.BusinessesAsync(cancel));

    public Task<Result<JsonElement>> AskAsync(string operation, OwnerRequest request, CancellationToken cancel) => _desk.AskAsync(operation, request, cancel);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _installation.DisposeAsync();
    }
}
