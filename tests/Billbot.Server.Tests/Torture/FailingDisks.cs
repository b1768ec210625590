using System.Diagnostics;
using System.Globalization;
using Billbot.Server.Tests.Cli;

namespace Billbot.Server.Tests.Torture;

/// <summary>Disks that are full or do not flush: a clean refusal, nothing acknowledged that did not last, and a database that opens again.</summary>
public sealed class FailingDisks
{
    private const string Long = "Needs the rights to mount and to trace (root): ./test runs as it in CI.";

    [Fact]
    public async Task An_eight_megabyte_disk_filled_to_the_brim_refuses_and_goes_on_when_there_is_room()
    {
        await using var house = await House.OpenAsync(server: false);
        Directory.CreateDirectory(house.Path);
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "none", house.Path);
        try
        {
            IReadOnlyList<string> acknowledged;
            await using (var server = await RunningServer.StartAsync(house.Path))
            {
                using var load = await Load.StartAsync(house, callers: 0, server);
                await FillAsync(Path.Combine(house.Path, "ballast"), leave: 300_000);
                var notes = new string('x', 1900);
                RefusedException? refusal = null;
                for (var i = 0; i < 2000 && refusal is null; i++)
                    refusal = await TryAsync(() => load.CreateAsync(notes));

                Assert.Contains("storage_full", refusal!.Message, StringComparison.Ordinal);
                acknowledged = load.Acknowledged;
                var kept = await NumbersAsync(house);
                Assert.Equal(acknowledged.Order(StringComparer.Ordinal), kept);
                File.Delete(Path.Combine(house.Path, "ballast"));
                await load.CreateAsync(notes);
                acknowledged = load.Acknowledged;
                await server.KillAsync();
            }

            Assert.Equal(acknowledged.Order(StringComparer.Ordinal), await NumbersAsync(house));
            Assert.True((await house.AskAsync("verify"))["ok"]!.GetValue<bool>());
        }
        finally
        {
            await RunAsync("umount", house.Path);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(17)]
    public async Task After_a_flush_that_fails_nothing_is_acknowledged_that_does_not_last(int nth)
    {
        await using var house = await House.OpenAsync(server: false);
        await using var server = await RunningServer.StartAsync(house.Path);
        using var load = await Load.StartAsync(house, callers: 4, server, stubborn: true);
        await load.ReachedAsync(20);

        // From the nth flush on, three fail and one goes through, and so on.
        using var tracer = Process.Start(new ProcessStartInfo("strace",
        [
            "-f", "-qq", "-o", house.File("trace"), "-e", "trace=fsync,fdatasync", "-e", string.Create(CultureInfo.InvariantCulture, $"inject=fsync,fdatasync:error=EIO:when={nth}..{nth + 30}"),
            "-p", server.Id.ToString(CultureInfo.InvariantCulture),
        ])) ?? throw new InvalidOperationException(Long);
        for (var i = 0; i < 400 && load.Refused.IsEmpty; i++)
            await Task.Delay(25);
        var refused = load.Refused.ToArray();
        var reached = load.Acknowledged.Count;
        await load.ReachedAsync(reached + 20);
        await load.EndAsync();
        var acknowledged = load.Acknowledged;
        await server.KillAsync();
        await tracer.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(refused.Length > 0, $"No flush failed. {Long}");
        Assert.All(refused, r => Assert.True(r.Contains("\"busy\"", StringComparison.Ordinal) || r.Contains("busy", StringComparison.Ordinal), r));
        Assert.Subset((await NumbersAsync(house)).ToHashSet(), acknowledged.ToHashSet());
        Assert.True((await house.AskAsync("verify"))["ok"]!.GetValue<bool>());
    }

    private static async Task<IReadOnlyList<string>> NumbersAsync(House house) => [.. (await Register.OfAsync(house.Path)).Keys.Order(StringComparer.Ordinal)];

    private static async Task<RefusedException?> TryAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (RefusedException refusal)
        {
            return refusal;
        }
    }

    private static async Task FillAsync(string file, long leave)
    {
        var room = new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace - leave;
        await File.WriteAllBytesAsync(file, new byte[room]);
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)} failed. {Long}");
    }
}
