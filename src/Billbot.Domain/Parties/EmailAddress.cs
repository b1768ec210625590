using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>
/// One e-mail address as mail can really be sent to it: a dot-atom local part of up to 64 characters, a domain of two or more labels,
/// 254 characters in all (RFC 5321, 5322). International domains are kept in their <c>xn--</c> form. No quotes, comments, names or IP literals.
/// </summary>
[JsonConverter(typeof(EmailAddressJson))]
public readonly record struct EmailAddress
{
    private const string AtomMarks = "!#$%&'*+-/=?^_`{|}~";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string Domain => Value[(Value.LastIndexOf('@') + 1)..];

    /// <summary>Refuses <c>invalid_email</c>.</summary>
    public static Result<EmailAddress> Parse(string text) =>
        TryParse(text, out var address) ? address : PartyProblems.InvalidEmail;

    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        address = default;
        if (text is null || text.Length > 254 || text.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at != text.LastIndexOf('@')))
            return false;

        var local = text[..at];
        if (!IsLocalPart(local) || DomainOf(text[(at + 1)..]) is not { } domain)
            return false;

        address = new EmailAddress($"{local}@{domain}");
        return address.Value.Length <= 254;
    }

    public override string ToString() => Value;

    private static bool IsLocalPart(string local) =>
        local.Length is >= 1 and <= 64
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && local.All(c => char.IsAsciiLetterOrDigit(c) || c == '.' || AtomMarks.Contains(c, StringComparison.Ordinal));

    private static string? DomainOf(string text)
    {
        string ascii;
        try
        {
            ascii = Idn.GetAscii(text).ToLowerInvariant();
            // The mapping drops characters that are not seen and swaps look-alikes: what was written must be what comes back.
            if (!System.Text.Ascii.IsValid(text) && !Idn.GetUnicode(ascii).Equals(text.Normalize(), StringComparison.OrdinalIgnoreCase))
                return null;
        }
        catch (ArgumentException)
        {
            return null;
        }

        var labels = ascii.Split('.');
        var fits = ascii.Length <= 253 && labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
        return fits ? ascii : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    internal sealed class EmailAddressJson : JsonConverter<EmailAddress>
    {
        public override EmailAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, EmailAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
