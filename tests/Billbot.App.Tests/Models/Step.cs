using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Billbot.App.Tests.Models;

internal enum Act
{
    Create,
    Update,
    Delete,
    Send,
    Pay,
    Refund,
    WriteOff,
    Reverse,
    Credit,
    Void,
    Correct,
    Wait,
    Repeat,
}

/// <summary>One thing somebody does to the books: to the document or ledger row that <paramref name="Target"/> leads to, over whole units of the currency.</summary>
internal readonly record struct Step(Act Act, int Target, int Amount)
{
    /// <summary>Sequences in which much is created, sent and paid; a failing one is shortened until every step matters.</summary>
    public static Arbitrary<Step[]> Sequences(int longest)
    {
        var act = Gen.Frequency(
            (6, Gen.Constant(Act.Create)), (2, Gen.Constant(Act.Update)), (2, Gen.Constant(Act.Delete)), (6, Gen.Constant(Act.Send)), (6, Gen.Constant(Act.Pay)),
            (3, Gen.Constant(Act.Refund)), (2, Gen.Constant(Act.WriteOff)), (3, Gen.Constant(Act.Reverse)), (3, Gen.Constant(Act.Credit)), (3, Gen.Constant(Act.Void)),
            (4, Gen.Constant(Act.Correct)), (3, Gen.Constant(Act.Wait)), (2, Gen.Constant(Act.Repeat)));
        var step = from a in act from target in Gen.Choose(0, 1000) from amount in Gen.Choose(1, 60) select new Step(a, target, amount);
        return Arb.From(step.ArrayOf(longest), Shorter);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Act}({Target}, {Amount})");

    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        for (var size = steps.Length / 2; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= steps.Length; from += size)
                yield return [.. steps[..from], .. steps[(from + size)..]];
        }
    }
}
