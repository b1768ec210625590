using Billbot.App;
using Billbot.App.Storage;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>Gets a command to its data folder: takes it, or finds the process that holds it.</summary>
internal static class OfficeDoor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// With a <paramref name="database"/> every process goes to it directly; the folder alone has one holder at a time, and another command that just uses
    /// it is waited for. Refuses <c>folder_unusable</c>, <c>database_unusable</c>, <c>folder_in_use</c>, and what <see cref="PostgresProblems"/> says.
    /// </summary>
    public static async Task<Result<Holding>> OpenAsync(string path, string? database, CancellationToken cancel)
    {
        if (database is not null)
            return (await FolderOpening.OpenAsync(path, database)).Succeeded(out var shared, out var unreachable) ? new Holding(shared, null) : unreachable;
        var started = TimeProvider.System.GetTimestamp();
        do
        {
            if (!FolderOpening.TryLock(path).Succeeded(out var taken, out var problem))
                return problem;
            if (taken.Folder is { } folder)
                return (await FolderOpening.OpenAsync(folder)).Succeeded(out var own, out problem) ? new Holding(own, null) : problem;
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
        if (!ServerSettings.Read(path).Succeeded(out var settings, out var problem))
            return problem;
        if (!founds && settings.Database is null && !DataFolder.HoldsData(path))
            return HostProblems.NoData(path);
        if (!(await OpenAsync(path, settings.Database, cancel)).Succeeded(out var holding, out problem))
            return problem;
        return new Opened((IOffice?)holding.Holder ?? new LocalOffice(holding.Own!, founds));
    }
}

/// <summary>Who works on the data: this process itself, or another one that holds the folder and answers.</summary>
internal sealed record Holding(Installation? Own, RemoteOffice? Holder);

/// <summary>An office to be disposed of.</summary>
internal sealed record Opened(IOffice Office);
