using Billbot.App.Storage;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>Gets a command to its data folder: takes it, or finds the process that holds it.</summary>
internal static class OfficeDoor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Another command that just uses the folder is waited for. Refuses <c>folder_unusable</c>, <c>database_unusable</c>, <c>folder_in_use</c>.</summary>
    public static async Task<Result<Holding>> OpenAsync(string path, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        do
        {
            if (!FolderOpening.TryLock(path).Succeeded(out var taken, out var problem))
                return problem;
            if (taken.Folder is { } folder)
                return new Holding(folder, null);
            if (await RemoteOffice.TryConnectAsync(path, cancel) is { } office)
                return new Holding(null, office);
            await Task.Delay(Pause, cancel);
        }
        while (TimeProvider.System.GetElapsedTime(started) < Patience);

        return HostProblems.HolderSilent(path);
    }

    /// <summary>The office of the folder, in this process or in the one that holds it.</summary>
    public static async Task<Result<Opened>> OfficeAsync(string path, bool founds, CancellationToken cancel)
    {
        if (!(await OpenAsync(path, cancel)).Succeeded(out var holding, out var problem))
            return problem;
        if (holding.Holder is { } remote)
            return new Opened(remote);
        return (await LocalOffice.OpenAsync(holding.Folder!, founds)).Succeeded(out var local, out problem) ? new Opened(local) : problem;
    }
}

/// <summary>Who has the folder: this process by its lock, or another one that answers.</summary>
internal sealed record Holding(DataFolder? Folder, RemoteOffice? Holder);

/// <summary>An office to be disposed of.</summary>
internal sealed record Opened(IOffice Office);
