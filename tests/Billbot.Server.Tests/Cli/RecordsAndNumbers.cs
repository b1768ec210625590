
namespace Billbot.Server.Tests.Cli;

public sealed class RecordsAndNumbers
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signed_head_holds_until_an_entry_is_another(bool server)
    {
        await using var house = await House.OpenAsync(server);
        await house.AskAsync("demo");
        var head = await house.AskAsync("record", "head", "--sign");
        await File.WriteAllTextAsync(house.File("head.json"), head.ToJsonString());
        await File.WriteAllTextAsync(house.File("record.jsonl"), (await house.RunAsync("record", "export")).Out);
        await house.AskAsync("clients", "set", "Later");
        Assert.Equal((0, 0), ((await house.RunAsync("record", "check", house.File("head.json"))).ExitCode, (await house.RunAsync("record", "check", house.File("record.jsonl"))).ExitCode));

        await Tampering.ChangeAsync(Path.Combine(house.Path, "billbot.db"), "drop trigger audit_is_frozen; update audit_entry set at = at + 1 where seq = 3");
        var byHead = await house.RunAsync("record", "check", house.File("head.json"));
        var byEntries = await house.RunAsync("record", "check", house.File("record.jsonl"));

        Assert.Equal((1, 1), (byHead.ExitCode, byEntries.ExitCode));
        Assert.Contains("entry 3", byHead.Out, StringComparison.Ordinal);
        Assert.Contains("entry 3", byEntries.Out, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(house.Path, "keys", "record-signing.pem")));
    }

    [Theory]
    [InlineData("sequence")]
    [InlineData("hash")]
    [InlineData("at")]
    [InlineData("signed_at")]
    public async Task A_head_that_was_changed_after_it_was_signed_is_refused(string field)
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("clients", "set", "Acme");
        var head = (await house.AskAsync("record", "head", "--sign"))["heads"]![0]!.AsObject();
        head[field] = field switch
        {
            "sequence" => 1,
            "hash" => new string('0', 64),
            _ => "2020-01-01T00:00:00Z",
        };
        await File.WriteAllTextAsync(house.File("head.json"), head.ToJsonString());

        var ran = await house.RunAsync("record", "check", house.File("head.json"));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("not the one that was signed", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_another_folder_signed_is_told_apart()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("clients", "set", "Acme");
        await File.WriteAllTextAsync(house.File("head.json"), (await house.AskAsync("record", "head", "--sign")).ToJsonString());
        File.Delete(Path.Combine(house.Path, "keys", "record-signing.pem"));
        await house.AskAsync("record", "head", "--sign");

        var ran = await house.RunAsync("record", "check", house.File("head.json"));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("another key", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_register_is_exported_as_csv_that_no_spreadsheet_runs()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("demo");
        await Tampering.ChangeAsync(
            Path.Combine(house.Path, "billbot.db"),
            "drop trigger register_is_frozen; update number_register set reason = '=HYPERLINK(\"http://evil.example\"), \"now\"', changed_by = '+1' where seq = 1 and document = 'invoice'");

        var csv = (await house.RunAsync("numbers", "export")).Out;
        var none = (await house.RunAsync("numbers", "export", "--to", "2000-01-01")).Out;
        var listed = (await house.AskAsync("numbers", "list"))["numbers"]!.AsArray();

        var lines = csv.Split("\r\n");
        Assert.Equal("number,document,series_period,sequence,state,invoice_id,taken_at,changed_at,changed_by,reason", lines[0]);
        Assert.Equal(listed.Count + 2, lines.Length);
        Assert.Empty(lines[^1]);
        Assert.Contains("\"'=HYPERLINK(\"\"http://evil.example\"\"), \"\"now\"\"\"", csv, StringComparison.Ordinal);
        Assert.Contains("'+1", csv, StringComparison.Ordinal);
        Assert.Equal(2, none.Split("\r\n").Length);
    }
}
