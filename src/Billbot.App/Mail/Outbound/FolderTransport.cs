using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billbot.App.Mail.Outbound;

/// <summary>
/// Writes each mail to a file of its own, in exactly its bytes: what Billbot does while no mail server is configured. The name follows from
/// the Message-ID, so a repeat makes no second file, and the file is the proof of what happened.
/// </summary>
internal sealed class FolderTransport(string folder, string name = FolderTransport.TransportName) : IMailTransport
{
    public const string TransportName = "folder";

    private const int LongestName = 200;
    private const string Extension = ".eml";
    private const string Unfinished = ".tmp";

    private int _attempts;

    public string Name => name;

    public TimeSpan Longest => TimeSpan.FromSeconds(6);

    /// <summary>The transport of a process whose folder is its own: what another one left half written there is no mail, and goes.</summary>
    public static FolderTransport Alone(string folder)
    {
        foreach (var abandoned in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*{Extension}.*{Unfinished}") : [])
            Remove(abandoned);
        return new FolderTransport(folder);
    }

    /// <summary>
    /// The transport of a process that shares its database with others: its name has the folder's <paramref name="mark"/> in it, so that only who sees the same
    /// folder takes a missing file for a mail that did not leave.
    /// </summary>
    public static FolderTransport Marked(string folder, string mark)
    {
        var mine = $"{mark}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllText(mine, RandomNumberGenerator.GetHexString(12, lowercase: true));
            File.Move(mine, mark, overwrite: false);
        }
        catch (IOException) when (File.Exists(mark))
        {
            File.Delete(mine);
        }

        return new FolderTransport(folder, $"{TransportName} {File.ReadAllText(mark)}");
    }

    public async Task<SendOutcome> SendAsync(OutgoingMail mail, Func<Task<bool>> mayFinish, CancellationToken cancel)
    {
        var file = FileOf(mail.MessageId);
        var temporary = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}-{Interlocked.Increment(ref _attempts)}{Unfinished}");
        try
        {
            if (File.Exists(file) && await ProofOfAsync(mail, cancel) != Proof.Delivered)
                return new SendOutcome(SendResult.Refused, "folder", "Another mail has this Message-ID.");

            await WriteAsync(temporary, mail.Bytes, cancel);
            if (!await mayFinish())
                return new SendOutcome(SendResult.Stopped);

            File.Move(temporary, file, overwrite: true);
            DirectorySync.Flush(folder);
            return new SendOutcome(SendResult.Accepted);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Also after the move: the next attempt finds the file, or writes it.
            return new SendOutcome(SendResult.Temporary, "folder", "The mail folder can not be written to.");
        }
        finally
        {
            Remove(temporary);
        }
    }

    public async Task<Proof> ProofOfAsync(OutgoingMail mail, CancellationToken cancel)
    {
        try
        {
            var written = await File.ReadAllBytesAsync(FileOf(mail.MessageId), cancel);
            return mail.Bytes.Span.SequenceEqual(written) ? Proof.Delivered : Proof.None;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Proof.NotDelivered;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Proof.None;
        }
    }

    /// <summary>The path of a mail's file. Different Message-IDs have different names, and no name leads out of the folder.</summary>
    public string FileOf(string messageId)
    {
        var name = new StringBuilder();
        foreach (var c in messageId.Trim('<', '>'))
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '@' || (c == '.' && name.Length > 0))
                name.Append(c);
            else
                name.Append('+').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        var text = name.ToString();
        if (text.Length > LongestName)
            text = $"{text[..120]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))}";
        return Path.Combine(folder, text + Extension);
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(path, options);
        await stream.WriteAsync(bytes, cancel);
        stream.Flush(flushToDisk: true);
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A leftover ends in .tmp and is no mail.
        }
    }
}
