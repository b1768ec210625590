using System.Security.Cryptography;

namespace Billbot.App.Audit;

/// <summary>The key that signs heads of the record: made once, kept in the data folder, readable for its owner alone.</summary>
internal static class RecordKey
{
    private const string FileName = "record-signing.pem";

    public static ECDsa Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            Make(path);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }

    /// <summary>The public half of the key there is; null before the first signature.</summary>
    public static string? PublicOf(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FileName)))
            return null;
        using var key = Of(folder);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    private static void Make(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var partial = $"{path}.{Path.GetRandomFileName()}.tmp";
        using (var stream = new FileStream(partial, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(partial, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another call was first: its key counts.
            File.Delete(partial);
        }
    }
}
