using System.Reflection;

namespace Billbot.Server.Cli;

/// <summary>How this program is started again: by its own file, or by the runtime with its file as the first argument.</summary>
internal sealed record Executable(string Command, IReadOnlyList<string> Arguments)
{
    public static Executable Current { get; } = Find();

    /// <summary>As typed into a shell: short where the search path has it.</summary>
    public string Shell
    {
        get
        {
            var folder = Path.GetDirectoryName(Command);
            var found = Arguments.Count == 0 && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Contains(folder);
            return found ? Path.GetFileNameWithoutExtension(Command) : string.Join(' ', ((string[])[Command, .. Arguments]).Select(Quoted));
        }
    }

    public static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;

    private static Executable Find()
    {
        var process = Environment.ProcessPath ?? "billbot";
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? new Executable(process, [Path.Combine(AppContext.BaseDirectory, $"{Assembly.GetExecutingAssembly().GetName().Name}.dll")])
            : new Executable(process, []);
    }
}
