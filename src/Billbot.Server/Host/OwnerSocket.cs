using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Billbot.App;
using Billbot.App.Storage;

namespace Billbot.Server.Host;

/// <summary>
/// The Unix socket through which the owner's commands reach the process that holds the data folder. It lies in the folder;
/// where that path is too long for a socket, it lies in a private folder of the user and a file beside the database says where.
/// </summary>
public static class OwnerSocket
{
    // 104 bytes with the final zero on some systems, 108 on others.
    private const int LongestPath = 100;

    /// <summary>A path to listen on. The folder's lock must be held: what a killed process left is taken away.</summary>
    public static string Prepare(string folder)
    {
        Remove(folder);
        var inside = DataFolder.SocketOf(folder);
        if (Fits(inside))
            return inside;

        var elsewhere = Path.Combine(ShortRoot(), $"billbot-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        CreatePrivate(elsewhere);
        var socket = Path.Combine(elsewhere, "billbot.sock");
        using var pointer = new FileStream(PointerOf(folder), Private(FileMode.Create));
        pointer.Write(Encoding.UTF8.GetBytes(socket));
        return socket;
    }

    /// <summary>Where the socket of this folder lies now, if there is one.</summary>
    public static string? Find(string folder)
    {
        var inside = DataFolder.SocketOf(folder);
        if (Fits(inside))
            return File.Exists(inside) ? inside : null;
        try
        {
            var socket = File.ReadAllText(PointerOf(folder));
            return Fits(socket) && File.Exists(socket) ? socket : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Takes the socket away, and the private folder it may have had.</summary>
    public static void Remove(string folder)
    {
        var inside = DataFolder.SocketOf(folder);
        if (File.Exists(inside))
            File.Delete(inside);
        if (!File.Exists(PointerOf(folder)))
            return;

        var elsewhere = Path.GetDirectoryName(File.ReadAllText(PointerOf(folder)));
        if (elsewhere is not null && Path.GetFileName(elsewhere).StartsWith("billbot-", StringComparison.Ordinal) && Directory.Exists(elsewhere))
        {
            File.Delete(Path.Combine(elsewhere, "billbot.sock"));
            Directory.Delete(elsewhere);
        }

        File.Delete(PointerOf(folder));
    }

    /// <summary>What the end of a process leaves of its socket: nothing. Where the data is shared there was none.</summary>
    public static void Leave(Installation installation)
    {
        if (!installation.Shared)
            Remove(installation.Path);
    }

    /// <summary>Only the user who runs the process may connect. To be called between bind and listen.</summary>
    public static void MakePrivate(UnixDomainSocketEndPoint endpoint)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(endpoint.ToString(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string PointerOf(string folder) => DataFolder.SocketOf(folder) + ".at";

    private static bool Fits(string path) => Encoding.UTF8.GetByteCount(path) <= LongestPath;

    private static string ShortRoot()
    {
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var root = string.IsNullOrEmpty(runtime) || !Directory.Exists(runtime) ? Path.GetTempPath() : runtime;
        return Fits(root.PadRight(root.Length + 40)) ? root : "/tmp";
    }

    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
