using System.Data.Common;
using System.Formats.Tar;
using Billbot.App.Door;
using Billbot.App.Mail.Outbound;
using Billbot.App.Outbox;
using Billbot.App.Storage;
using Billbot.App.Verification;
using Billbot.Domain;

namespace Billbot.App.Backup;

/// <summary>What was restored, or would be.</summary>
public sealed record RestoreView(string From, string? Restored, DateTimeOffset MadeAt, int Files, int Businesses);

/// <summary>How far a restore is.</summary>
public readonly record struct RestoreStep(string What, int Done, int Total);

/// <summary>Takes backups back: copies beside the place, verifies all of the copy, and only then gives it its name.</summary>
public static class Restores
{
    /// <summary>
    /// Restores <paramref name="from"/> to <paramref name="folder"/>, or only checks it where that is null. Refuses <c>backup_not_found</c>, <c>backup_broken</c>,
    /// <c>folder_not_empty</c>, <c>storage_full</c>; a cancelled one leaves nothing.
    /// </summary>
    public static async Task<Result<RestoreView>> RunAsync(string from, string? folder, TimeProvider time, IProgress<RestoreStep> progress, CancellationToken cancel)
    {
        var backup = Path.TrimEndingDirectorySeparator(Path.GetFullPath(from));
        if (folder is not null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            return BackupProblems.NotEmpty(folder);
        var parent = folder is null ? Directory.CreateTempSubdirectory("billbot-check-").FullName : Path.GetDirectoryName(folder)!;
        var copy = Path.Combine(parent, $".{Path.GetFileName(folder) ?? "check"}.restoring.partial");
        try
        {
            DurableFiles.CreateFolder(parent);
            DurableFiles.Discard(copy);
            return await RunAsync(backup, folder, copy, time, progress, cancel);
        }
        catch (IOException failure) when (DurableFiles.IsFull(failure))
        {
            return DoorProblems.StorageFull;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return BackupProblems.Broken(backup, failure.Message);
        }
        finally
        {
            DurableFiles.Discard(folder is null ? parent : copy);
        }
    }

    private static async Task<Result<RestoreView>> RunAsync(string backup, string? folder, string copy, TimeProvider time, IProgress<RestoreStep> progress, CancellationToken cancel)
    {
        var source = backup;
        DurableFiles.CreateFolder(copy);
        if (File.Exists(backup))
        {
            source = Path.Combine(copy, "unpacked");
            DurableFiles.CreateFolder(source);
            try
            {
                await TarFile.ExtractToDirectoryAsync(backup, source, overwriteFiles: false, cancel);
            }
            catch (Exception failure) when (failure is InvalidDataException or FormatException or ArgumentException or EndOfStreamException)
            {
                return BackupProblems.Broken(backup, "The archive can not be read.");
            }
        }
        else if (!Directory.Exists(backup))
        {
            return BackupProblems.None(backup);
        }

        if (BackupManifest.Read(source) is not { } manifest)
            return BackupProblems.Broken(backup, $"{BackupManifest.FileName} is missing or can not be read.");
        var data = Path.Combine(copy, "data");
        for (var i = 0; i < manifest.Files.Count; i++)
        {
            var file = manifest.Files[i];
            progress.Report(new RestoreStep(file.Path, i, manifest.Files.Count));
            var target = Path.Combine(data, file.Path);
            if (!await file.IsAtAsync(Path.Combine(source, file.Path), cancel))
                return BackupProblems.Broken(backup, $"{file.Path} is not the file that was backed up.");
            DurableFiles.CreateFolder(Path.GetDirectoryName(target)!);
            if ((await DurableFiles.CopyAsync(Path.Combine(source, file.Path), target, cancel)).Sha256 != file.Sha256)
                return BackupProblems.Broken(backup, $"{file.Path} changed while it was read.");
        }

        if (!(await VerifyAsync(backup, data, time, progress, cancel)).Succeeded(out var verified, out var problem))
            return problem;
        if (folder is not null)
            GiveName(data, folder);
        return new RestoreView(backup, folder, manifest.MadeAt, manifest.Files.Count, verified.Count);
    }

    private static async Task<Result<Verified>> VerifyAsync(string backup, string data, TimeProvider time, IProgress<RestoreStep> progress, CancellationToken cancel)
    {
        try
        {
            using var held = DataFolder.TryOpen(data) ?? throw new IOException("The copy is in use.");
            await using var installation = await Installation.OpenAsync(held, time);
            using var mail = new OutboxSignal();
            var verify = new VerifyData(new Doorway(installation.Database, time, mail));
            var businesses = await installation.BusinessesAsync(cancel);
            foreach (var business in businesses)
            {
                for (int part = 0, parts = 1; part < parts; part++)
                {
                    progress.Report(new RestoreStep("verify", part, parts));
                    if (!(await verify.RunAsync(new Call(Caller.Owner(business), Face.Cli), new VerifyDataInput { Part = part }, cancel)).Succeeded(out var answer, out var problem))
                        return problem;
                    parts = answer.Value.Parts;
                    if (answer.Value.Checks.SelectMany(c => c.Findings).FirstOrDefault() is { } finding)
                        return BackupProblems.Broken(backup, $"{answer.Value.Checks[0].Name}: {finding.Subject}: {finding.Message}");
                }
            }

            return new Verified(businesses.Count);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            return BackupProblems.Broken(backup, failure.Message);
        }
    }

    private static void GiveName(string data, string folder)
    {
        File.Delete(Path.Combine(data, "billbot.lock"));
        DurableFiles.FlushFolder(data);
        // Empty, as was seen: else this throws, and nothing is lost.
        if (Directory.Exists(folder))
            Directory.Delete(folder);
        Directory.Move(data, folder);
        DirectorySync.Flush(Path.GetDirectoryName(folder)!);
    }

    private sealed record Verified(int Count);
}
