using System.Globalization;

namespace Billbot.App.Storage;

/// <summary>
/// The folder that holds everything of one installation: database, mails, documents. One process at a time holds its lock;
/// the kernel drops the lock with the process, however it ends.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, "billbot.db");

    /// <summary>Where the folder transport puts mails, one file each.</summary>
    public string Outbox => System.IO.Path.Combine(Path, "outbox");

    /// <summary>What seals cursors; private as the rest.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>The owner's socket of the process that holds the folder.</summary>
    public static string SocketOf(string path) => System.IO.Path.Combine(path, "billbot.sock");

    /// <summary>
    /// The folder to use: <paramref name="asked"/> (a flag), else <c>BILLBOT_DATA</c>, else <c>billbot</c> in the user's data folder.
    /// </summary>
    public static string Resolve(string? asked)
    {
        var chosen = !string.IsNullOrWhiteSpace(asked) ? asked : Environment.GetEnvironmentVariable("BILLBOT_DATA");
        if (string.IsNullOrWhiteSpace(chosen))
            chosen = System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "billbot");
        return System.IO.Path.GetFullPath(chosen);
    }

    /// <summary>Whether there is anything of Billbot's in the folder.</summary>
    public static bool HoldsData(string path) => File.Exists(System.IO.Path.Combine(path, "billbot.db"));

    /// <summary>Creates the folder where it is missing and takes its lock; null when another process holds it.</summary>
    public static DataFolder? TryOpen(string path)
    {
        CreatePrivate(path);
        FileStream held;
        try
        {
            held = new FileStream(System.IO.Path.Combine(path, "billbot.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }

        held.SetLength(0);
        held.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        held.Flush();
        return Furnished(new DataFolder(path, held));
    }

    /// <summary>The folder beside a database that is elsewhere: it holds mails, and several processes may use it.</summary>
    public static DataFolder Share(string path)
    {
        CreatePrivate(path);
        return Furnished(new DataFolder(path, null));
    }

    public void Dispose() => _lock?.Dispose();

    private static DataFolder Furnished(DataFolder folder)
    {
        CreatePrivate(folder.Outbox);
        CreatePrivate(folder.Keys);
        return folder;
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows; any other failure is the disk's.</summary>
    private static bool IsHeld(IOException failure) => (failure.HResult & 0xffff) is 11 or 35 or 32;

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else if (!Directory.Exists(path))
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
