using System.Text.Json;
using Billbot.App.Mail.Mime;

namespace Billbot.App.Tests.Mail;

/// <summary>What we compose, as a mail library of others reads it.</summary>
[Trait("Database", "Either")]
public sealed class IndependentReadingTests
{
    public static TheoryData<string, string> NastyTexts => new()
    {
        { "Invoice INV-2026-0001", "Juniper Works" },
        { "Rechnung – Müller & Söhne: Übergabe der Räume im Straßenzug an der Küste, zweiter Teil", "Müller, Söhne & Töchter GmbH" },
        { "請求書 2026-0001 株式会社ジュニパー 御中 いつもお世話になっております", "株式会社 ジュニパー・ワークス 東京本社 経理部 請求書発行担当" },
        { "Счёт № 2026-0001 от ООО «Можжевельник» за март и апрель две тысячи двадцать шестого", "ООО «Можжевельник»" },
        { "=?utf-8?Q?not_encoded?= stays as it is", "=?utf-8?B?QQ==?=" },
        { "two  blanks and 😀👩‍👩‍👧‍👦 families 😀", "O'Brien \"Bob\" \\ Sons (Ltd), <x@y.example>" },
        { new string('x', 300), new string('y', 200) },
        { "é", "Joe." },
        { "a = b, c_d ? e", "A. B. (C); D: E" },
    };

    [Theory]
    [MemberData(nameof(NastyTexts))]
    public async Task Subjects_and_names_arrive_as_they_were_meant(string subject, string name)
    {
        var content = Mails.Simple with
        {
            Subject = subject,
            From = new Mailbox("me@juniper.example", name),
            To = [new Mailbox("ap@client.example", name)],
            Cc = [new Mailbox("one@client.example"), new Mailbox("two@client.example", name)],
            Text = $"{subject}\n\n{name}\n",
            Html = $"<p>{subject}</p>\n",
        };

        var read = await PythonMail.ReadAsync(new MimeComposer().Compose(content));

        Assert.Equal(subject, read.GetProperty("subject").GetString());
        Assert.Equal([[name, "me@juniper.example"]], People(read, "from"));
        Assert.Equal([[name, "ap@client.example"]], People(read, "to"));
        Assert.Equal([["", "one@client.example"], [name, "two@client.example"]], People(read, "cc"));
        Assert.Equal([["", "me@juniper.example"]], People(read, "reply_to"));
        Assert.Equal([content.Text, content.Html], Strings(read, "texts"));
        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"], Strings(read, "tree"));
        Assert.Equal("<inv_01.send-1@juniper.example>", read.GetProperty("message_id").GetString());
        Assert.Equal("2026-03-09T15:00:00+00:00", read.GetProperty("date").GetString());
        Assert.Empty(Strings(read, "defects"));
    }

    [Theory]
    [InlineData("INV-2026-0001.pdf", true)]
    [InlineData("Rechnung für Müller.pdf", false)]
    [InlineData("a\"b;c\\d'e%f*.pdf", false)]
    [InlineData("請求書請求書請求書請求書請求書請求書請求書請求書請求書請求書請求書.pdf", false)]
    [InlineData("../../etc/passwd", false)]
    public async Task Files_arrive_with_their_names_and_bytes(string fileName, bool plain)
    {
        var bytes = new byte[10_007];
        new Random(7).NextBytes(bytes);
        var content = Mails.Simple with { Attachments = [new MailAttachment(fileName, "application/pdf", bytes)] };

        var read = await PythonMail.ReadAsync(new MimeComposer().Compose(content));

        var file = Assert.Single(read.GetProperty("files").EnumerateArray());
        Assert.Equal(fileName, file[0].GetString());
        Assert.Equal("application/pdf", file[1].GetString());
        Assert.Equal(bytes, Convert.FromBase64String(file[2].GetString()!));
        // Python calls the ASCII name beside the true one a duplicate; names that Billbot makes need none.
        if (plain)
            Assert.Empty(Strings(read, "defects"));
    }

    [Fact]
    public async Task Random_mails_read_back_unchanged()
    {
        var random = new Random(42);
        for (var round = 0; round < 20; round++)
        {
            var (subject, name) = (MimeComposerTests.Nasty(random, 200), MimeComposerTests.Nasty(random, 90));
            var text = MimeComposerTests.Nasty(random, 700) + "\n";
            var content = Mails.Simple with { Subject = subject, From = new Mailbox("me@juniper.example", name), Text = text };

            var read = await PythonMail.ReadAsync(new MimeComposer().Compose(content));

            Assert.Equal(subject, read.GetProperty("subject").GetString());
            Assert.Equal([[name, "me@juniper.example"]], People(read, "from"));
            Assert.Equal(text, read.GetProperty("texts")[0].GetString());
            Assert.Empty(Strings(read, "defects"));
        }
    }

    private static string[] Strings(JsonElement read, string name) => [.. read.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];

    private static string[][] People(JsonElement read, string name) =>
        [.. read.GetProperty(name).EnumerateArray().Select(p => new[] { p[0].GetString()!, p[1].GetString()! })];
}
