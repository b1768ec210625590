using System.Text.Json;

namespace Billbot.App.Verification;

/// <summary>Collects what one check finds.</summary>
internal sealed class Finder(string name, string promise)
{
    private const int MostFindings = 100;
    private readonly List<VerifyFinding> _findings = [];

    public long Looked { get; set; }

    public VerifyCheck Done => new(name, promise, _findings.Count == 0, Looked, _findings);

    public void Broken(string subject, string message)
    {
        if (_findings.Count < MostFindings)
            _findings.Add(new VerifyFinding(subject, message));
    }

    /// <summary>What is stored, or a finding and null: data that can not be read must not end the whole verification.</summary>
    public T? Read<T>(string subject, Func<T?> read) where T : class
    {
        try
        {
            if (read() is { } value)
                return value;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or ArgumentException or InvalidOperationException or NullReferenceException)
        {
            // Said below, like everything else that is not what it should be.
        }

        Broken(subject, "What is stored can not be read.");
        return null;
    }
}
