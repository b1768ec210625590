using System.Numerics;

namespace Billbot.Domain.Tests.Invoices;

/// <summary>An invoice nobody thought of, once as the product takes it and once in whole numbers for <see cref="TotalsOracle"/>.</summary>
internal sealed class RandomInvoice
{
    private static readonly Currency[] Currencies = [.. Currency.All.OrderBy(c => c.Code, StringComparer.Ordinal)];
    private static readonly TaxCategory[] Charged = [TaxCategory.Standard, TaxCategory.Igic, TaxCategory.Ipsi];

    private static readonly TaxCategory[] Uncharged =
        [TaxCategory.Zero, TaxCategory.Exempt, TaxCategory.ReverseCharge, TaxCategory.IntraEuGoods, TaxCategory.Export];

    private readonly Random _random;
    private readonly (TaxCategory Category, BigInteger Rate)[] _groups;

    public RandomInvoice(int seed)
    {
        _random = new Random(seed);
        // Every second invoice is in a currency without decimals or with three: they are few in the list.
        var decimals = _random.Next(4) switch { 0 => 0, 1 => 3, _ => 2 };
        var fitting = Array.FindAll(Currencies, c => c.Decimals == decimals);
        Currency = fitting[_random.Next(fitting.Length)];
        _groups = _random.Next(6) == 0 ? [(TaxCategory.OutsideScope, 0)] : [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Group())];
        OracleLines = [.. Enumerable.Range(0, _random.Next(0, 9)).Select(_ => Line())];
        OracleAdjustments = [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Adjustment(ofLine: false))];
        OraclePrepaid = _random.Next(4) == 0 ? Digits(12) : 0;
        OracleRounding = _random.Next(4) == 0 ? _random.Next(-50, 50) : 0;
    }

    public Currency Currency { get; }

    public IReadOnlyList<OracleLine> OracleLines { get; }

    public IReadOnlyList<OracleAdjustment> OracleAdjustments { get; }

    public BigInteger OraclePrepaid { get; }

    public BigInteger OracleRounding { get; }

    public TotalsOracle Expected => TotalsOracle.Of(Currency.Decimals, OracleLines, OracleAdjustments, OraclePrepaid, OracleRounding);

    public LineItem[] Lines => [.. OracleLines.Select(l => Given.Line((decimal)l.Quantity / 1_000_000, (decimal)l.Price / 1_000_000, Treatment(l.Group)) with
    {
        BaseQuantity = Given.Quantity((decimal)l.Per / 1_000_000),
        Adjustments = [.. l.Adjustments.Select(Of)],
    })];

    public Adjustment[] Adjustments => [.. OracleAdjustments.Select(Of)];

    public Result<InvoiceTotals> Totals(IReadOnlyList<LineItem> lines) =>
        InvoiceTotals.Of(Currency, lines, Adjustments, Money(OraclePrepaid), Money(OracleRounding));

    public T[] Shuffled<T>(T[] items)
    {
        var shuffled = items.ToArray();
        _random.Shuffle(shuffled);
        return shuffled;
    }

    private static TaxTreatment Treatment((TaxCategory Category, BigInteger Rate) group) =>
        TaxTreatment.Of(group.Category, group.Category == TaxCategory.OutsideScope ? null : Given.Rate((decimal)group.Rate / 10_000)).Good();

    private Money Money(BigInteger minor) => Domain.Money.OfMinor((long)minor, Currency);

    private Adjustment Of(OracleAdjustment a) => new()
    {
        IsCharge = a.IsCharge,
        Amount = a.Amount is { } amount ? Money(amount) : null,
        Percent = a.Percent is { } percent ? Given.Rate((decimal)percent / 10_000) : null,
        Base = a.Base is { } from ? Money(from) : null,
        Reason = "Agreed",
        Tax = a.Group is { } group ? Treatment(group) : null,
    };

    private OracleLine Line()
    {
        var quantity = Digits(_random.Next(1, 14)) + 1;
        if (quantity > 9_999_999_999_999)
            quantity = 9_999_999_999_999;
        var price = _random.Next(20) == 0 ? 0 : Digits(_random.Next(1, 16));
        var per = _random.Next(4) switch { 0 => 100_000_000, 1 => Digits(_random.Next(1, 10)) + 1, _ => 1_000_000 };
        return new OracleLine(
            _random.Next(4) == 0 ? -quantity : quantity,
            price,
            per,
            _groups[_random.Next(_groups.Length)],
            [.. Enumerable.Range(0, _random.Next(0, 3)).Select(_ => Adjustment(ofLine: true))]);
    }

    private OracleAdjustment Adjustment(bool ofLine)
    {
        var isAmount = _random.Next(2) == 0;
        return new OracleAdjustment(
            _random.Next(2) == 0,
            isAmount ? Digits(_random.Next(1, 9)) + 1 : null,
            isAmount ? null : _random.Next(0, 1_000_001),
            !isAmount && _random.Next(3) == 0 ? Digits(_random.Next(1, 9)) : null,
            ofLine || _random.Next(2) == 0 ? null : _groups[_random.Next(_groups.Length)]);
    }

    private (TaxCategory Category, BigInteger Rate) Group() =>
        _random.Next(3) == 0
            ? (Uncharged[_random.Next(Uncharged.Length)], 0)
            : (Charged[_random.Next(Charged.Length)], _random.Next(3) == 0 ? _random.Next(1, 1_000_001) : _random.Next(1, 30) * 10_000);

    /// <summary>A whole number of up to <paramref name="digits"/> digits, often one with zeros or fives at the end, where halves are.</summary>
    private BigInteger Digits(int digits)
    {
        var number = _random.NextInt64(0, (long)Math.Pow(10, digits));
        return _random.Next(3) switch { 0 => number, 1 => number / 1000 * 1000, _ => (number / 1000 * 1000) + (_random.Next(2) * 500) };
    }
}
