using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>Marks a text that may have several lines; all other texts have one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MultilineAttribute : Attribute;

/// <summary>
/// What every text of every input has to be: NFC without outer blanks, no longer than its <see cref="MaxLengthAttribute"/>, and free of
/// characters that hide or forge (control, bidirectional, zero-width, tag characters, lone surrogates). Nothing is stripped silently.
/// </summary>
internal static class TextRules
{
    private const int DefaultLength = 2000;
    private const int MostMarks = 8;

    private static readonly ConcurrentDictionary<Type, Field[]> Fields = new();

    /// <summary>Brings all texts of <paramref name="input"/> into form, in place, and returns every fault.</summary>
    public static List<Problem> Apply(object input)
    {
        var faults = new List<Problem>();
        Visit(input, "", faults);
        return faults;
    }

    private static void Visit(object value, string path, List<Problem> faults)
    {
        foreach (var field in Fields.GetOrAdd(value.GetType(), FieldsOf))
        {
            var at = $"{path}/{field.Name}";
            switch (field.Property.GetValue(value))
            {
                case null when field.Required:
                    faults.Add(DoorProblems.Missing(at));
                    break;
                case string text:
                    var tidy = Tidy(text, field, at, faults);
                    if (!ReferenceEquals(tidy, text))
                        field.Property.SetValue(value, tidy);
                    break;
                case IEnumerable<string> texts:
                    var index = 0;
                    field.Property.SetValue(value, texts.Select(t => TidyItem(t, field, Item(at, index++), faults)).ToList());
                    break;
                case IEnumerable items:
                    var position = 0;
                    foreach (object? item in items)
                        VisitItem(item, Item(at, position++), faults);
                    break;
                case { } nested when field.Nested:
                    Visit(nested, at, faults);
                    break;
            }
        }
    }

    private static void VisitItem(object? item, string at, List<Problem> faults)
    {
        if (item is null)
            faults.Add(DoorProblems.Missing(at));
        else
            Visit(item, at, faults);
    }

    private static string TidyItem(string? text, Field field, string at, List<Problem> faults)
    {
        if (text is not null)
            return Tidy(text, field, at, faults);
        faults.Add(DoorProblems.Missing(at));
        return "";
    }

    private static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}/{index}");

    private static string Tidy(string text, Field field, string at, List<Problem> faults)
    {
        if (IsPlain(text) && text.Length <= field.MaxLength)
            return text;
        if (FirstForbidden(text, field.Multiline) is { } codePoint)
        {
            faults.Add(DoorProblems.ForbiddenCharacter(at, codePoint));
            return text;
        }

        var tidy = text.Normalize(NormalizationForm.FormC).Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        if (tidy.Length > field.MaxLength)
            faults.Add(DoorProblems.TextTooLong(at, field.MaxLength));
        else if (HasTooManyMarks(tidy))
            faults.Add(DoorProblems.TooManyMarks(at));
        return tidy;
    }

    /// <summary>Most texts are printable ASCII without outer blanks: nothing to do.</summary>
    private static bool IsPlain(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && (text.Length == 0 || (text[0] != ' ' && text[^1] != ' '));

    private static int? FirstForbidden(string text, bool multiline)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!Rune.TryGetRuneAt(text, i, out var rune))
                    return text[i];
                if (IsForbidden(rune.Value))
                    return rune.Value;
                i++;
                continue;
            }

            var c = text[i];
            if (c == '\n' && multiline)
                continue;
            if (c == '\r' && multiline && i + 1 < text.Length && text[i + 1] == '\n')
                continue;
            if (c == '\u200d' && JoinsEmoji(text, i))
                continue;
            if (IsForbidden(c))
                return c;
        }

        return null;
    }

    private static bool IsForbidden(int c) => c is < 0x20 or (>= 0x7f and <= 0x9f) or 0x2028 or 0x2029
        or 0x061c or 0x200e or 0x200f or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069)
        or 0x200b or 0x200c or 0x200d or (>= 0x2060 and <= 0x2064) or (>= 0x206a and <= 0x206f) or 0xfeff or 0x180e
        or (>= 0xfff9 and <= 0xfffb) or (>= 0xe0000 and <= 0xe007f) or 0xfffe or 0xffff;

    /// <summary>A zero-width joiner belongs only between the parts of an emoji.</summary>
    private static bool JoinsEmoji(string text, int at)
    {
        if (at == 0 || at + 1 >= text.Length)
            return false;
        var before = char.IsLowSurrogate(text[at - 1]) || text[at - 1] is '\ufe0f' or (>= '\u2190' and <= '\u2bff');
        var after = char.IsHighSurrogate(text[at + 1]) || text[at + 1] is >= '\u2190' and <= '\u2bff';
        return before && after;
    }

    private static bool HasTooManyMarks(string text)
    {
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks)
                return true;
        }

        return false;
    }

    private static Field[] FieldsOf(Type type) => type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true
        ? []
        : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanRead && p.CanWrite && p.GetIndexParameters().Length == 0)
            .Where(p => !p.PropertyType.IsValueType)
            .Select(p => new Field(
                p,
                JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name),
                p.GetCustomAttribute<MaxLengthAttribute>() is { } limit && !IsListOfRecords(p.PropertyType) ? limit.Length : DefaultLength,
                p.GetCustomAttribute<MultilineAttribute>() is not null,
                p.PropertyType.IsClass,
                new NullabilityInfoContext().Create(p).WriteState == NullabilityState.NotNull))];

    private static bool IsListOfRecords(Type type) => type != typeof(string) && !typeof(IEnumerable<string>).IsAssignableFrom(type) && typeof(IEnumerable).IsAssignableFrom(type);

    private sealed record Field(PropertyInfo Property, string Name, int MaxLength, bool Multiline, bool Nested, bool Required);
}
