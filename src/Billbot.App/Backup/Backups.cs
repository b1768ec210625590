using System.Formats.Tar;
using System.Globalization;
using System.Text.Json;
using Billbot.App.Door;
using Billbot.App.Mail.Outbound;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Backup;

public sealed record BackupInput
{
    /// <summary>A folder to be, an existing folder to put a new one into, or a file that ends in <c>.tar</c>.</summary>
    public required string To { get; init; }
}

public sealed record BackupView(string Path, DateTimeOffset MadeAt, int Files, long Bytes);

/// <summary>Makes backups of an installation while it works. A backup holds every answer given before it began; an unfinished one has another name.</summary>
public static class Backups
{
    /// <summary>The name under which the owner's channel knows it.</summary>
    public const string Operation = "backup";

    private const string Tar = ".tar";

    private static readonly string[] Folders = ["keys", "outbox"];

    /// <summary>What an unfinished backup to <paramref name="target"/> is called, beside it.</summary>
    public static string PartialOf(string target) => Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.partial");

    /// <summary>
    /// The place a backup goes to when <paramref name="to"/> is asked for: an existing folder that holds something gets a new folder with the time in its name.
    /// </summary>
    public static string TargetOf(string to, DateTimeOffset now)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
        return Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()
            ? Path.Combine(path, now.UtcDateTime.ToString("'billbot-'yyyyMMdd'-'HHmmssfff", CultureInfo.InvariantCulture))
            : path;
    }

    /// <summary>Makes one backup. Refuses <c>backup_inside_data</c>, <c>backup_unwritable</c>, <c>storage_full</c>, <c>busy</c>; a cancelled one leaves nothing.</summary>
    public static async Task<Result<BackupView>> MakeAsync(Installation installation, string to, CancellationToken cancel)
    {
        var now = installation.Time.GetUtcNow();
        var target = TargetOf(to, now);
        if ((target + Path.DirectorySeparatorChar).StartsWith(installation.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return BackupProblems.Inside;
        try
        {
            DurableFiles.CreateFolder(Path.GetDirectoryName(target)!);
            // Whoever has this file makes the backup; it goes with the process, however that ends.
            await using var alone = new FileStream(PartialOf(target) + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return await MakeAsync(installation, target, now, cancel);
        }
        catch (StorageException failure)
        {
            return failure.Full ? DoorProblems.StorageFull : DoorProblems.Busy;
        }
        catch (IOException failure) when (DurableFiles.IsFull(failure))
        {
            return DoorProblems.StorageFull;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return BackupProblems.Unwritable(target, failure.Message);
        }
    }

    private static async Task<Result<BackupView>> MakeAsync(Installation installation, string target, DateTimeOffset now, CancellationToken cancel)
    {
        var partial = PartialOf(target);
        DurableFiles.Discard(partial);
        DurableFiles.CreateFolder(partial);
        try
        {
            // The database first: a mail that leaves meanwhile is then one file too many, which harms nothing, and never one too few.
            var database = Path.Combine(partial, "billbot.db");
            if (!await installation.Database.TryCopyToAsync(database, cancel))
                return BackupProblems.Elsewhere;
            var (size, hash) = await DurableFiles.SettleAsync(database, cancel);
            List<BackupFile> files = [new("billbot.db", size, hash)];
            foreach (var path in FilesOf(installation.Path))
            {
                var copy = Path.Combine(partial, path);
                DurableFiles.CreateFolder(Path.GetDirectoryName(copy)!);
                (size, hash) = await DurableFiles.CopyAsync(Path.Combine(installation.Path, path), copy, cancel);
                files.Add(new BackupFile(path, size, hash));
            }

            var manifest = new BackupManifest { Format = BackupManifest.PresentFormat, MadeAt = now, Files = files };
            await DurableFiles.WriteAsync(Path.Combine(partial, BackupManifest.FileName), JsonSerializer.SerializeToUtf8Bytes(manifest, AppJson.Options), cancel);
            DurableFiles.FlushFolder(partial);
            await FinishAsync(partial, target, cancel);
            return new BackupView(target, now, files.Count, files.Sum(f => f.Size));
        }
        finally
        {
            DurableFiles.Discard(partial);
        }
    }

    private static async Task FinishAsync(string partial, string target, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (target.EndsWith(Tar, StringComparison.Ordinal))
        {
            var packed = partial + Tar;
            try
            {
                DurableFiles.Discard(packed);
                await TarFile.CreateFromDirectoryAsync(partial, packed, includeBaseDirectory: false, cancel);
                await DurableFiles.SettleAsync(packed, cancel);
                File.Move(packed, target, overwrite: true);
            }
            finally
            {
                DurableFiles.Discard(packed);
            }
        }
        else
        {
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(partial, target);
        }

        DirectorySync.Flush(Path.GetDirectoryName(target)!);
    }

    /// <summary>What is beside the database: keys, sent mails, settings.</summary>
    private static IEnumerable<string> FilesOf(string folder) =>
        Folders
            .Where(d => Directory.Exists(Path.Combine(folder, d)))
            .SelectMany(d => Directory.EnumerateFiles(Path.Combine(folder, d)).Select(f => $"{d}/{Path.GetFileName(f)}"))
            .Append("billbot.json")
            .Where(f => !f.EndsWith(".tmp", StringComparison.Ordinal) && File.Exists(Path.Combine(folder, f)))
            .Order(StringComparer.Ordinal);
}
