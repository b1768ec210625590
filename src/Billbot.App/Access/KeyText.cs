using System.Security.Cryptography;
using System.Text;

namespace Billbot.App.Access;

/// <summary>
/// The text of an API key: <c>bb_sk_</c>, 30 random base62 characters (178 bits), 6 base62 characters of CRC-32 over all before them.
/// Secret scanners find it by <c>bb_sk_[0-9A-Za-z]{36}</c>; a typing error never reaches the database.
/// </summary>
public static class KeyText
{
    public const string Prefix = "bb_sk_";
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Random = 30;
    private const int Check = 6;

    public static string New()
    {
        var body = Prefix + RandomNumberGenerator.GetString(Base62, Random);
        return body + CheckOf(body);
    }

    public static bool IsWellFormed(string text)
    {
        if (text.Length != Prefix.Length + Random + Check || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        if (!text.AsSpan(Prefix.Length).ContainsOnly(Base62))
            return false;
        return CheckOf(text[..^Check]) == text[^Check..];
    }

    /// <summary>What is stored of a key. A slow hash is for guessable secrets; this one has 178 bits.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));

    /// <summary>Enough to recognise a key in a list: its prefix and last four characters.</summary>
    public static string Hint(string key) => $"{Prefix}…{key[^4..]}";

    private static string CheckOf(string body)
    {
        var crc = Crc32Of(Encoding.ASCII.GetBytes(body));
        Span<char> text = stackalloc char[Check];
        for (var i = Check - 1; i >= 0; i--, crc /= 62)
            text[i] = Base62[(int)(crc % 62)];
        return new string(text);
    }

    private static bool ContainsOnly(this ReadOnlySpan<char> text, string alphabet) => !text.ContainsAnyExcept(alphabet);

    /// <summary>CRC-32 of ISO 3309, as in zip and PNG.</summary>
    private static uint Crc32Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
