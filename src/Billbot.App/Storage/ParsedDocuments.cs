using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Billbot.App.Storage;

/// <summary>
/// Documents parsed before, by the id of their row. What they are parsed into never changes, so the same text gives the same value again:
/// parsing is most of what reading a row costs.
/// </summary>
internal sealed class ParsedDocuments<T>(JsonTypeInfo<T> type, int most) where T : class
{
    private readonly ConcurrentDictionary<string, (string Text, T Value)> _known = new(StringComparer.Ordinal);

    public T Read(string id, string text)
    {
        if (_known.TryGetValue(id, out var known) && known.Text == text)
            return known.Value;
        var value = JsonSerializer.Deserialize(text, type)!;
        Keep(id, text, value);
        return value;
    }

    /// <summary>The text of a row that is written now. Should it never be committed, its text is not met again.</summary>
    public string Write(string id, T value)
    {
        var text = JsonSerializer.Serialize(value, type);
        Keep(id, text, value);
        return text;
    }

    private void Keep(string id, string text, T value)
    {
        // Rare, and cheaper than keeping an order of use.
        if (_known.Count >= most)
            _known.Clear();
        _known[id] = (text, value);
    }
}
