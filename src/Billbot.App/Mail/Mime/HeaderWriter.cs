using System.Text;
using Billbot.Domain;

namespace Billbot.App.Mail.Mime;

/// <summary>Writes header fields, folded. A value that would begin a line of its own is refused: it got past the door, which is a bug.</summary>
internal sealed class HeaderWriter(StringBuilder mail)
{
    /// <summary>Two less than the 78 of RFC 5322, because lines with encoded words may have no more (RFC 2047 section 2).</summary>
    public const int Columns = 76;

    /// <summary>The most octets a line may have at all (RFC 5322 2.1.1).</summary>
    public const int MostColumns = 998;

    private static readonly System.Buffers.SearchValues<char> Breaks = System.Buffers.SearchValues.Create("\r\n\0");

    /// <summary>A field of ASCII that Billbot made itself.</summary>
    public void Plain(string name, string value) => Write(name, Words(Checked(name, value)));

    /// <summary>A field of any text (RFC 2047 where ASCII does not do).</summary>
    public void Text(string name, string value)
    {
        Checked(name, value);
        Write(name, EncodedWords.NeededFor(value) ? EncodedWords.Of(value, name.Length + 2) : Words(value));
    }

    public void Mailboxes(string name, IReadOnlyList<Mailbox> mailboxes)
    {
        var tokens = new List<string>();
        foreach (var mailbox in mailboxes)
        {
            var separator = ReferenceEquals(mailbox, mailboxes[^1]) ? "" : ",";
            var address = Checked(name, mailbox.Address);
            if (!EmailAddress.TryParse(address, out _))
                throw new ArgumentException($"{name} has an address that is none.");
            if (mailbox.Name is { Length: > 0 } shown)
            {
                tokens.AddRange(EncodedWords.Phrase(Checked(name, shown), tokens.Count == 0 ? name.Length + 2 : 1));
                tokens.Add($"<{address}>{separator}");
            }
            else
            {
                tokens.Add(address + separator);
            }
        }

        Write(name, tokens);
    }

    public void Parameters(string name, string value, IEnumerable<string> parameters)
    {
        string[] all = [value, .. parameters];
        Write(name, all.Select((token, i) => i < all.Length - 1 ? token + ";" : token));
    }

    /// <summary>The content type of a multipart, and the end of its header.</summary>
    public void Multipart(string subtype, string boundary)
    {
        Parameters("Content-Type", $"multipart/{subtype}", [$"boundary=\"{boundary}\""]);
        End();
    }

    public void End() => mail.Append("\r\n");

    private static string[] Words(string value) => value.Split(' ');

    private static string Checked(string name, string value) => value.AsSpan().ContainsAny(Breaks)
        ? throw new ArgumentException($"{name} has a line break or NUL in it.")
        : value;

    private void Write(string name, IEnumerable<string> tokens)
    {
        mail.Append(name).Append(':');
        var column = name.Length + 1;
        var first = true;
        foreach (var token in tokens)
        {
            if (token.Length >= MostColumns - Columns || !Ascii.IsValid(token))
                throw new ArgumentException($"{name} has a value that no line can hold.");
            // The first token stays beside the name: some readers lose a field that begins with an empty line.
            if (!first && column + 1 + token.Length > Columns)
            {
                mail.Append("\r\n");
                column = 0;
            }

            mail.Append(' ').Append(token);
            column += 1 + token.Length;
            first = false;
        }

        mail.Append("\r\n");
    }
}
