using System.Security.Cryptography;
using Billbot.App.Mail.Outbound;

namespace Billbot.App.Backup;

/// <summary>Files that are on disk when the call ends, for their owner alone.</summary>
internal static class DurableFiles
{
    private const int ReadAtOnce = 1 << 17;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await using var stream = Create(path);
        await stream.WriteAsync(bytes, cancel);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Copies <paramref name="from"/>; the size and hash of what was written.</summary>
    public static async Task<(long Size, string Sha256)> CopyAsync(string from, string to, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var target = Create(to);
        var buffer = new byte[ReadAtOnce];
        for (int read; (read = await source.ReadAsync(buffer, cancel)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        target.Flush(flushToDisk: true);
        return (target.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Makes a file that something else wrote durable and private; its size and hash.</summary>
    public static async Task<(long Size, string Sha256)> SettleAsync(string path, CancellationToken cancel)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
        return (stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel)));
    }

    /// <summary>Flushes the folder and all below it: the names, not only the bytes.</summary>
    public static void FlushFolder(string path)
    {
        foreach (var inner in Directory.EnumerateDirectories(path))
            FlushFolder(inner);
        DirectorySync.Flush(path);
    }

    /// <summary>Takes away what is not finished; what can not be taken away is named as unfinished.</summary>
    public static void Discard(string path)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Its name ends in .partial: nobody takes it for a backup or for a data folder.
        }
    }

    /// <summary>ENOSPC and EDQUOT of Linux and of macOS, ERROR_DISK_FULL of Windows.</summary>
    public static bool IsFull(IOException failure) => (failure.HResult & 0xffff) is 28 or 122 or 69 or 112;

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
