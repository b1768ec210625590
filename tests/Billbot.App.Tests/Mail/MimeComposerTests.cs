using System.Runtime.CompilerServices;
using System.Text;
using Billbot.App.Mail.Mime;

namespace Billbot.App.Tests.Mail;

[Trait("Database", "Either")]
public sealed class MimeComposerTests
{
    [Fact]
    public void The_same_content_has_the_same_bytes() =>
        Assert.Equal(new MimeComposer().Compose(Mails.Simple), new MimeComposer().Compose(Mails.Simple with { }));

    [Fact]
    public async Task A_composed_mail_is_what_was_recorded_byte_for_byte()
    {
        var mail = Mails.Compose(Mails.Simple with
        {
            Cc = [new Mailbox("buchhaltung@kunde.example", "Käthe Groß")],
            Subject = "Rechnung RE-2026-000417 von Müller & Söhne – Übergabe",
            Text = "Guten Tag,\n\nüber 1.190,00 € = alles.\n-- \nMüller\n",
        });
        var recorded = Path.Combine(Folder(), "golden.eml");
        if (Environment.GetEnvironmentVariable("BILLBOT_RECORD") == "1")
            await File.WriteAllTextAsync(recorded, mail.Replace("\r\n", "\n", StringComparison.Ordinal));

        // Kept with LF in the repository, so that no editor or checkout changes it.
        Assert.Equal(await File.ReadAllTextAsync(recorded), mail.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.DoesNotContain('\n', mail.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_expected_headers_are_on_the_wire()
    {
        var names = Mails.Headers(Mails.Compose(Mails.Simple with { Cc = [new Mailbox("cc@client.example")] })).Select(h => h[..h.IndexOf(':', StringComparison.Ordinal)]);

        Assert.Equal(["Date", "From", "Reply-To", "To", "Cc", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"], names);
    }

    [Fact]
    public void The_date_has_its_day_and_its_offset()
    {
        var headers = Mails.Headers(Mails.Compose(Mails.Simple with { Date = new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.FromHours(-5)) }));

        Assert.Equal("Date: Mon, 09 Mar 2026 10:00:00 -0500", headers[0]);
    }

    [Theory]
    [InlineData("\r\nBcc: thief@evil.example")]
    [InlineData("\nX-Evil: 1")]
    [InlineData("\r")]
    [InlineData("a\0b")]
    public void A_line_break_in_a_header_is_refused(string hostile)
    {
        MailContent[] contents =
        [
            Mails.Simple with { Subject = hostile },
            Mails.Simple with { From = new Mailbox("me@juniper.example", hostile) },
            Mails.Simple with { From = new Mailbox("me@juniper.example" + hostile) },
            Mails.Simple with { To = [new Mailbox("ap@client.example", "ü" + hostile)] },
            Mails.Simple with { Cc = [new Mailbox(hostile)] },
            Mails.Simple with { ReplyTo = new Mailbox("me@juniper.example", hostile) },
            Mails.Simple with { MessageId = $"<a{hostile}@b.example>" },
            Mails.Simple with { Attachments = [new MailAttachment("a.pdf", "application/pdf" + hostile, ReadOnlyMemory<byte>.Empty)] },
        ];

        Assert.All(contents, content => Assert.Throws<ArgumentException>(() => new MimeComposer().Compose(content)));
    }

    [Theory]
    [InlineData("a@x.example, b@y.example")]
    [InlineData("a b@x.example")]
    [InlineData("<a@x.example>")]
    [InlineData("a@localhost")]
    public void What_is_no_single_address_is_refused(string address) =>
        Assert.Throws<ArgumentException>(() => new MimeComposer().Compose(Mails.Simple with { To = [new Mailbox(address)] }));

    [Fact]
    public void No_line_is_longer_than_mail_allows_whatever_it_says()
    {
        var random = new Random(20260309);
        for (var round = 0; round < 500; round++)
        {
            var mail = Mails.Compose(Mails.Simple with
            {
                Subject = Nasty(random, 300),
                From = new Mailbox("me@juniper.example", Nasty(random, 120)),
                To = [new Mailbox("ap@client.example", Nasty(random, 120))],
                Text = Nasty(random, 900) + "\n" + Nasty(random, 90),
                Attachments = [new MailAttachment(Nasty(random, 120), "application/pdf", new byte[200])],
            });

            Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
            Assert.All(mail, c => Assert.InRange(c, '\n', '~'));
            Assert.DoesNotContain(mail.Split("\r\n"), line => line.Length > 0 && line.Trim().Length == 0);
        }
    }

    [Fact]
    public void A_boundary_can_not_be_forged_by_text()
    {
        var first = Mails.Compose(Mails.Simple);
        var boundary = first.Split("boundary=\"")[1].Split('"')[0];
        var mail = Mails.Compose(Mails.Simple with { Text = $"--{boundary}--\r\n--{boundary}\r\nContent-Type: text/html\r\n" });

        Assert.Equal(first.Split($"--{boundary}").Length, mail.Split($"--{boundary}").Length);
    }

    [Fact]
    public void Lines_of_text_end_without_blanks_and_a_code_point_stays_on_one_line()
    {
        var text = new StringBuilder();
        QuotedPrintable.Append(text, string.Concat(Enumerable.Repeat("é😀 ", 40)) + "\r\nnext \t\n\nend");

        Assert.DoesNotContain(text.ToString().Split("\r\n"), line => line.EndsWith(' ') || line.EndsWith('\t'));
        Assert.All(text.ToString().Split("=\r\n"), piece => Assert.True(Decodes(piece)));
        Assert.EndsWith("next =09\r\n\r\nend\r\n", text.ToString(), StringComparison.Ordinal);
    }

    internal static string Nasty(Random random, int most)
    {
        string[] pieces = ["a", "Z", "  ", " ", "ü", "漢", "😀", "=?utf-8?Q?x?=", "=", "\"", "\\", "(", ")", "<", ">", ",", ";", ":", "@", ".", "e\u0301", "ﬁ", "xxxxxxxxxxxxxxxxxxxx", "'", "%", "*", "?", "_", "\t"];
        var text = new StringBuilder("x");
        while (text.Length < most)
            text.Append(pieces[random.Next(pieces.Length - 1)]);
        return text.ToString().Normalize().Trim();
    }

    private static bool Decodes(string piece)
    {
        var hex = piece.Split('=').Skip(1).Select(p => Convert.ToByte(p[..2], 16)).ToArray();
        return new UTF8Encoding(false, false).GetString(hex).IndexOf('\ufffd', StringComparison.Ordinal) < 0;
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
