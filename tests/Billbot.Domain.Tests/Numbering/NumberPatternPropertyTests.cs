namespace Billbot.Domain.Tests.Numbering;

public sealed class NumberPatternPropertyTests
{
    private static readonly string[] Pieces = ["INV", "CN", "-", "/", "1", "20", "{yyyy}", "{yy}", "{mm}", "{fy}", "{fyfy}", "{seq:0}", "{seq:000}", "{seq:0000}"];

    [Fact]
    public void Two_counters_or_periods_never_give_one_number()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var tried = 0;
        while (tried < 1000)
        {
            if (!NumberPattern.Parse(Text(random), "US").Succeeded(out var pattern, out _))
                continue;
            tried++;
            var start = new MonthDay(random.Next(1, 13), random.Next(1, 29));
            var taken = new Dictionary<string, (string Period, long Seq)>();
            for (var i = 0; i < 300; i++)
            {
                var (date, seq) = (Date(random), Seq(random));
                var number = pattern.Format(date, start, seq);
                var key = (pattern.PeriodOf(date, start), seq);
                Assert.True(taken.TryAdd(number, key) || taken[number] == key, $"seed {seed}: {pattern.Text} gives {number} for {key} and {taken[number]}");
            }
        }
    }

    [Fact]
    public void Patterns_that_may_not_equal_never_give_one_number()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var (apart, together) = (0, 0);
        while (apart < 300 || together < 300)
        {
            if (!NumberPattern.Parse(Text(random), "US").Succeeded(out var one, out _) || !NumberPattern.Parse(Text(random), "US").Succeeded(out var other, out _))
                continue;
            if (one.MayEqual(other))
            {
                together++;
                continue;
            }

            apart++;
            var numbers = Enumerable.Range(0, 200).Select(_ => one.Format(Date(random), new MonthDay(1, 1), Seq(random))).ToHashSet();
            for (var i = 0; i < 200; i++)
            {
                var number = other.Format(Date(random), new MonthDay(1, 1), Seq(random));
                Assert.False(numbers.Contains(number), $"seed {seed}: {one.Text} and {other.Text} both give {number}");
            }
        }
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    /// <summary>Within one century: two printed digits of a year say no more.</summary>
    private static DateOnly Date(Random random) => new DateOnly(2020, 1, 1).AddDays(random.Next(0, 365 * 60));

    private static long Seq(Random random) => random.Next(4) switch { 0 => random.Next(1, 20), 1 => random.Next(9_990, 10_010), 2 => random.Next(20, 21_000), _ => random.NextInt64(1, 10_000_000) };
}
