using System.Diagnostics;

namespace Billbot.Bench;

/// <summary>What a span of load came to.</summary>
/// <param name="PerSecond">Answered calls per second.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="CpuPerCall">Milliseconds of the server's processor time.</param>
internal readonly record struct Measured(double PerSecond, double Median, double P99, double CpuPerCall)
{
    public static Measured MedianOf(IReadOnlyList<Measured> runs) => new(
        Middle(runs.Select(r => r.PerSecond)), Middle(runs.Select(r => r.Median)), Middle(runs.Select(r => r.P99)), Middle(runs.Select(r => r.CpuPerCall)));

    public static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

/// <summary>A number of callers, each with one call in flight, for some seconds.</summary>
internal static class Load
{
    public static async Task<Measured> RunAsync(Target target, int callers, TimeSpan span, Func<int, Task> call)
    {
        var times = new List<double>[callers];
        var cpu = target.Cpu;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            var mine = times[caller] = [];
            while (clock.Elapsed < span)
            {
                var started = clock.Elapsed;
                await call(caller);
                mine.Add((clock.Elapsed - started).TotalMilliseconds);
            }
        }));
        var elapsed = clock.Elapsed;
        var all = times.SelectMany(t => t).Order().ToList();
        return new Measured(all.Count / elapsed.TotalSeconds, all[all.Count / 2], all[(int)(all.Count * 0.99)], (target.Cpu - cpu).TotalMilliseconds / all.Count);
    }
}
