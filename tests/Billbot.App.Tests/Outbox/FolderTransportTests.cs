using Billbot.App.Mail.Outbound;
using Billbot.Testing;

namespace Billbot.App.Tests.Outbox;

[Trait("Database", "Either")]
public sealed class FolderTransportTests
{
    private static readonly OutgoingMail Mail = new("<inv_01.send-1@juniper.example>", "me@juniper.example", ["ap@client.example"], "From: x\r\n\r\nbody\r\n"u8.ToArray());

    [Fact]
    public async Task A_mail_is_one_file_in_exactly_its_bytes_and_a_repeat_makes_no_second()
    {
        using var folder = new TemporaryFolder();
        var transport = new FolderTransport(folder.Path);

        for (var i = 0; i < 3; i++)
            Assert.Equal(SendResult.Accepted, (await transport.SendAsync(Mail, () => Task.FromResult(true), default)).Result);

        var file = Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Equal("inv_01.send-1@juniper.example.eml", Path.GetFileName(file));
        Assert.Equal(Mail.Bytes.ToArray(), await File.ReadAllBytesAsync(file));
        Assert.Equal(Proof.Delivered, await transport.ProofOfAsync(Mail, default));
    }

    [Fact]
    public void What_a_killed_process_left_half_written_goes_at_the_next_start_and_mails_stay()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("inv_01.send-1@juniper.example.eml.4711-1.tmp"), "From: ");
        File.WriteAllText(folder.File("inv_02.send-1@juniper.example.eml"), "From: x");
        File.WriteAllText(folder.File("notes.tmp"), "of somebody else");

        _ = FolderTransport.Alone(folder.Path);

        Assert.Equal(["inv_02.send-1@juniper.example.eml", "notes.tmp"], Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_the_permission_for_the_last_act_there_is_no_file()
    {
        using var folder = new TemporaryFolder();
        var transport = new FolderTransport(folder.Path);

        Assert.Equal(SendResult.Stopped, (await transport.SendAsync(Mail, () => Task.FromResult(false), default)).Result);
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Equal(Proof.NotDelivered, await transport.ProofOfAsync(Mail, default));
    }

    [Fact]
    public async Task Another_mail_under_the_same_name_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var transport = new FolderTransport(folder.Path);
        await File.WriteAllTextAsync(transport.FileOf(Mail.MessageId), "something else");

        Assert.Equal(SendResult.Refused, (await transport.SendAsync(Mail, () => Task.FromResult(true), default)).Result);
        Assert.Equal("something else", await File.ReadAllTextAsync(transport.FileOf(Mail.MessageId)));
        Assert.Equal(Proof.None, await transport.ProofOfAsync(Mail, default));
    }

    [Theory]
    [InlineData("<../../etc/passwd@x.example>")]
    [InlineData("<a/b\\c:d*e?f|g@x.example>")]
    [InlineData("<.hidden@x.example>")]
    [InlineData("<a\0b\r\nc@x.example>")]
    [InlineData("<ü漢@x.example>")]
    public void No_message_id_leads_out_of_the_folder(string messageId)
    {
        var file = new FolderTransport("/data/outbox").FileOf(messageId);

        Assert.Equal("/data/outbox", Path.GetDirectoryName(file));
        Assert.Matches("^[A-Za-z0-9_+@-][A-Za-z0-9._+@-]*[.]eml$", Path.GetFileName(file));
    }

    [Fact]
    public void Different_message_ids_have_different_names_however_long()
    {
        var transport = new FolderTransport("/data/outbox");
        string[] ids = ["<a.b@x.example>", "<a+002eb@x.example>", $"<{new string('a', 300)}@x.example>", $"<{new string('a', 301)}@x.example>"];

        Assert.Equal(ids.Length, ids.Select(transport.FileOf).Distinct().Count());
        Assert.All(ids, id => Assert.InRange(Path.GetFileName(transport.FileOf(id)).Length, 5, 255));
    }
}
