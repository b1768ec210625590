namespace Billbot.Domain;

public sealed partial class NumberPattern
{
    private const string Digits = "0123456789";

    /// <summary>
    /// Whether one document type that counts first by <paramref name="earlier"/> and then by this pattern could get one text twice. Patterns that differ in
    /// the counter's zeros alone can not: the same text then is the same period and the same count, which is taken once.
    /// </summary>
    public bool MayRepeat(NumberPattern earlier) => !SameButForZeros(earlier) && Meet(Shape, earlier.Shape);

    /// <summary>For each place of a number what may stand there; the place after the counter's own digits may be passed by any further digits.</summary>
    private (List<string> Places, int Further) Shape
    {
        get
        {
            var (places, further) = (new List<string>(), 0);
            foreach (var part in _parts)
            {
                places.AddRange(part.Token switch
                {
                    Token.Literal => part.Text.Select(c => c.ToString()),
                    // This millennium's years.
                    Token.Year or Token.FiscalYear => ["2", Digits, Digits, Digits],
                    Token.Month => ["01", Digits],
                    Token.ShortYear or Token.FiscalYears or Token.Counter => Enumerable.Repeat(Digits, part.Width),
                });
                if (part.Token == Token.Counter)
                    further = places.Count;
            }

            return (places, further);
        }
    }

    private bool SameButForZeros(NumberPattern other) => _parts.Count == other._parts.Count
        && _parts.Zip(other._parts).All(p => p.First == p.Second || (p.First.Token == Token.Counter && p.Second.Token == Token.Counter));

    /// <summary>Whether some text fits both shapes: every pair of places that can be reached together, until both are at their end.</summary>
    private static bool Meet((List<string> Places, int Further) one, (List<string> Places, int Further) other)
    {
        var seen = new HashSet<(int, int)>();
        var open = new Stack<(int, int)>([(0, 0)]);
        while (open.TryPop(out var at))
        {
            if (!seen.Add(at))
                continue;
            if (at == (one.Places.Count, other.Places.Count))
                return true;
            foreach (var (mayBe, next) in Steps(one, at.Item1))
            {
                foreach (var (mayBeToo, nextToo) in Steps(other, at.Item2))
                {
                    if (mayBe.Intersect(mayBeToo).Any())
                        open.Push((next, nextToo));
                }
            }
        }

        return false;
    }

    private static IEnumerable<(string MayBe, int Next)> Steps((List<string> Places, int Further) shape, int at)
    {
        if (at < shape.Places.Count)
            yield return (shape.Places[at], at + 1);
        if (at == shape.Further)
            yield return (Digits, at);
    }
}
