using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billbot.App.Mail.Outbound;

/// <summary>
/// Writes each mail to a file of its own, in exactly its bytes: what Billbot does while no mail server is configured. The name follows from
/// the Message-ID, so a repeat makes no second file, and the file is the proof of what happened.
/// </summary>
internal sealed class FolderTransport : IMailTransport
{
    public const string TransportName = "folder";

    private const int LongestName = 200;
    private const string Extension = ".eml";
    private const string Unfinished = ".tmp";

    private readonly string _folder;
    private int _attempts;

    /// <summary>The transport to <paramref name="folder"/>, which is this process's alone: what another one left half written is no mail, and goes.</summary>
    public FolderTransport(string folder)
    {
        _folder = folder;
        foreach (var abandoned in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*{Extension}.*{Unfinished}") : [])
            Remove(abandoned);
    }

    public string Name => TransportName;

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
            DirectorySync.Flush(_folder);
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
        return Path.Combine(_folder, text + Extension);
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
