using System.Text;
using System.Text.Json;
using Billbot.App;
using Billbot.Domain;

namespace Billbot.Server.Cli;

/// <summary>Where a command writes: answers to standard output, everything else to standard error, both in UTF-8.</summary>
internal sealed class Terminal : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public TextWriter Out { get; } = new StreamWriter(Console.OpenStandardOutput(), Utf8) { AutoFlush = true };

    public TextWriter Error { get; } = new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true };

    /// <summary>Whether a person reads standard output.</summary>
    public bool Interactive { get; } = !Console.IsOutputRedirected;

    public void WriteJson<T>(T value) => Out.WriteLine(JsonSerializer.Serialize(value, AppJson.Options));

    /// <summary>Tells why a command was refused and what to do; gives the exit code.</summary>
    public int Refuse(Problem problem, bool json)
    {
        problem = CommandNames.In(problem);
        if (json)
            Error.WriteLine(JsonSerializer.Serialize(problem, AppJson.Options));
        else
            Tell(problem);
        return ExitCode.Of(problem);
    }

    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
    }

    private void Tell(Problem problem)
    {
        foreach (var fault in problem.Errors.DefaultIfEmpty(problem))
        {
            var field = fault.Field is { } pointer ? $"{pointer.TrimStart('/')}: " : "";
            Error.WriteLine($"error: {field}{fault.Message} [{fault.Code}]");
            Error.WriteLine($"fix:   {fault.Fix}");
        }

        if (problem.Details is { } details)
            Error.WriteLine(Plain.Text(JsonSerializer.SerializeToElement(details, AppJson.Options)));
    }
}
