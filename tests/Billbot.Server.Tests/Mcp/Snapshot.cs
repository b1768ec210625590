using System.Runtime.CompilerServices;

namespace Billbot.Server.Tests.Mcp;

/// <summary>A committed text that a test holds the truth against. BILLBOT_ACCEPT=1 rewrites it; the difference is then reviewed like code.</summary>
internal static class Snapshot
{
    public static void Matches(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots", name);
        var text = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("BILLBOT_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"{name} is not there yet: run the tests once with BILLBOT_ACCEPT=1.");
        Assert.Equal(File.ReadAllText(file), text);
    }
}
