using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Billbot.App.Backup;

/// <summary>What a backup holds. It is written last: a backup without it is none.</summary>
public sealed partial record BackupManifest
{
    public const string FileName = "manifest.json";
    public const int PresentFormat = 1;

    public required int Format { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required IReadOnlyList<BackupFile> Files { get; init; }

    internal static BackupManifest? Read(string folder)
    {
        try
        {
            var read = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(Path.Combine(folder, FileName)), AppJson.Options);
            return read is { Format: PresentFormat, Files: not null } && read.Files.All(f => f is not null && KnownPath().IsMatch(f.Path)) && read.Files.Any(f => f.Path == "billbot.db") ? read : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The files of a data folder, and no way out of it.</summary>
    [GeneratedRegex(@"^(billbot\.db|billbot\.json|(keys|outbox)/(?!\.)[^/\\\0]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex KnownPath();
}

/// <summary>One file with what its bytes have to hash to.</summary>
public sealed record BackupFile(string Path, long Size, string Sha256)
{
    /// <summary>Whether the file at <paramref name="path"/> is the one that was backed up.</summary>
    internal async Task<bool> IsAtAsync(string path, CancellationToken cancel)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.LinkTarget is not null || file.Length != Size)
            return false;
        await using var stream = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel)) == Sha256;
    }
}
