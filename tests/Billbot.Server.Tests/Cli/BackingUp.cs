using System.Diagnostics;
using System.Text.Json.Nodes;
using Billbot.Server.Tests.Torture;

namespace Billbot.Server.Tests.Cli;

public sealed class BackingUp
{
    [Theory]
    [InlineData(true, "backup")]
    [InlineData(false, "backup.tar")]
    public async Task A_backup_restores_to_a_folder_that_answers_the_same(bool server, string name)
    {
        await using var house = await House.OpenAsync(server);
        await house.AskAsync("demo");
        var before = (await house.AskAsync("numbers", "list")).ToJsonString();

        var made = await house.AskAsync("backup", "--to", house.File(name));
        var restored = await BillbotProgram.RunAsync("restore", "--from", house.File(name), "--data", house.File("again"));

        Assert.Equal(house.File(name), made["path"]!.ToString());
        Assert.True(restored.ExitCode == 0, restored.Error);
        Assert.Equal(before, JsonNode.Parse((await BillbotProgram.RunAsync("numbers", "list", "--json", "--data", house.File("again"))).Out)!.ToJsonString());
        Assert.Equal(Directory.GetFiles(Path.Combine(house.Path, "outbox")).Length, Directory.GetFiles(Path.Combine(house.File("again"), "outbox")).Length);
        Assert.Equal(Directory.GetFiles(Path.Combine(house.Path, "keys")).Length, Directory.GetFiles(Path.Combine(house.File("again"), "keys")).Length);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(house.File(".")), e => e.EndsWith(".partial", StringComparison.Ordinal) || e.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restore_refuses_what_does_not_verify_and_a_folder_that_is_not_empty()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("demo");
        await house.AskAsync("backup", "--to", house.File("good"));
        await house.AskAsync("backup", "--to", house.File("bad"));
        var database = Path.Combine(house.File("bad"), "billbot.db");
        var bytes = await File.ReadAllBytesAsync(database);
        bytes[^100] ^= 1;
        await File.WriteAllBytesAsync(database, bytes);

        var full = await house.RefusedAsync(3, "restore", "--from", house.File("good"));
        var broken = await BillbotProgram.RunAsync("restore", "--from", house.File("bad"), "--data", house.File("again"));
        var missing = await BillbotProgram.RunAsync("restore", "--from", house.File("none"), "--data", house.File("again"));
        var check = await BillbotProgram.RunAsync("restore", "--check", "--from", house.File("good"));
        var checkBad = await BillbotProgram.RunAsync("restore", "--check", "--from", house.File("bad"));

        Assert.Equal("folder_not_empty", full["code"]!.ToString());
        Assert.Equal((3, 4, 0, 3), (broken.ExitCode, missing.ExitCode, check.ExitCode, checkBad.ExitCode));
        Assert.Contains("[backup_broken]", broken.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(house.File("again")));
    }

    [Fact]
    public async Task A_backup_with_right_hashes_and_wrong_data_is_refused_too()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("demo");
        await Tampering.ChangeAsync(Path.Combine(house.Path, "billbot.db"), "drop trigger audit_is_frozen; update audit_entry set at = at + 1 where seq = 2");
        await house.AskAsync("backup", "--to", house.File("bad"));

        var ran = await BillbotProgram.RunAsync("restore", "--from", house.File("bad"), "--data", house.File("again"));

        Assert.Equal(3, ran.ExitCode);
        Assert.Contains("record_unbroken", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_under_load_holds_every_invoice_acknowledged_before_it_began()
    {
        await using var house = await House.OpenAsync(server: true);
        using var load = await Load.StartAsync(house);
        for (var i = 0; i < 3; i++)
        {
            await load.ReachedAsync(40 * (i + 1));
            var before = load.Acknowledged;

            await house.AskAsync("backup", "--to", house.File($"backup-{i}"));

            var to = house.File($"again-{i}");
            var ran = await BillbotProgram.RunAsync("restore", "--from", house.File($"backup-{i}"), "--data", to);
            Assert.True(ran.ExitCode == 0, ran.Error);
            Assert.Superset(before.ToHashSet(), (await Register.OfAsync(to)).Keys.ToHashSet());
        }

        await load.EndAsync();
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    public async Task A_backup_that_is_ended_in_the_middle_leaves_what_was_there(string signal)
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("demo");
        await house.AskAsync("backup", "--to", house.File("b.tar"));
        var old = await File.ReadAllBytesAsync(house.File("b.tar"));
        var dice = new Random(7);
        for (var i = 0; i < 5; i++)
        {
            using var process = BillbotProgram.Start([], "backup", "--to", house.File("b.tar"), "--data", house.Path);
            for (var wait = 0; wait < 400 && !Directory.Exists(house.File(".b.tar.partial")) && !process.HasExited; wait++)
                await Task.Delay(5);
            await Task.Delay(dice.Next(0, 20));
            using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

            if (process.ExitCode != 0)
                Assert.Equal(old, await File.ReadAllBytesAsync(house.File("b.tar")));
            old = await File.ReadAllBytesAsync(house.File("b.tar"));
            Assert.Equal(0, (await BillbotProgram.RunAsync("restore", "--check", "--from", house.File("b.tar"))).ExitCode);
            if (signal == "INT")
                Assert.False(Directory.Exists(house.File(".b.tar.partial")));
        }

        Assert.True((await house.AskAsync("verify"))["ok"]!.GetValue<bool>());
        await house.AskAsync("backup", "--to", house.File("b.tar"));
        Assert.False(Directory.Exists(house.File(".b.tar.partial")));
    }
}
