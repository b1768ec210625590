using System.Data.Common;
using Billbot.App;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.Server.Host;

/// <summary>Takes a data folder, or says in one line why not.</summary>
public static class FolderOpening
{
    /// <summary>The lock of the folder, or null while another process holds it. Refuses <c>folder_unusable</c>.</summary>
    public static Result<FolderLock> TryLock(string path)
    {
        try
        {
            return new FolderLock(DataFolder.TryOpen(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return HostProblems.FolderUnusable(path, failure.Message);
        }
    }

    /// <summary>Opens the database of a locked folder; lets go of the folder where that fails. Refuses <c>database_unusable</c>.</summary>
    public static async Task<Result<Installation>> OpenAsync(DataFolder folder)
    {
        try
        {
            return await Installation.OpenAsync(folder, new ScopedClock());
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            return HostProblems.DatabaseUnusable(folder.Path, failure.Message);
        }
    }

    /// <summary>Opens the PostgreSQL database of <paramref name="connection"/>; the folder holds what is not in it. Refuses <c>folder_unusable</c> and as <see cref="PostgresProblems"/> says.</summary>
    public static async Task<Result<Installation>> OpenAsync(string path, string connection)
    {
        try
        {
            return await Installation.OpenAsync(DataFolder.Share(path), connection, new ScopedClock());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return HostProblems.FolderUnusable(path, failure.Message);
        }
        catch (Exception failure) when (failure is DbException or ArgumentException or FormatException or InvalidOperationException or TimeoutException or PostgresRefusedException)
        {
            return PostgresProblems.Of(failure);
        }
    }
}

/// <summary>The outcome of one try.</summary>
/// <param name="Folder">The folder, or null while another process holds it.</param>
public sealed record FolderLock(DataFolder? Folder);
