using System.Text.Json;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>The data folder as commands use it, whoever holds it: this process, or the server that is asked over its socket.</summary>
internal interface IOffice : IAsyncDisposable
{
    /// <summary>The businesses of the folder; in a fresh one a command that may founds the first.</summary>
    Task<Result<BusinessIds>> BusinessesAsync(CancellationToken cancel);

    /// <summary>Runs one operation as the owner.</summary>
    Task<Result<JsonElement>> AskAsync(string operation, OwnerRequest request, CancellationToken cancel);
}
