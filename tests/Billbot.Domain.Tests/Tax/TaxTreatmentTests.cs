namespace Billbot.Domain.Tests.Tax;

public sealed class TaxTreatmentTests
{
    [Theory]
    [InlineData(TaxCategory.Standard, "S", "19")]
    [InlineData(TaxCategory.Zero, "Z", null)]
    [InlineData(TaxCategory.Zero, "Z", "0")]
    [InlineData(TaxCategory.Exempt, "E", null)]
    [InlineData(TaxCategory.ReverseCharge, "AE", "0")]
    [InlineData(TaxCategory.IntraEuGoods, "K", null)]
    [InlineData(TaxCategory.Export, "G", null)]
    [InlineData(TaxCategory.OutsideScope, "O", null)]
    [InlineData(TaxCategory.Igic, "L", "7")]
    [InlineData(TaxCategory.Igic, "L", "0")]
    [InlineData(TaxCategory.Ipsi, "M", "4")]
    [InlineData(TaxCategory.Ipsi, "M", "0")]
    public void A_category_takes_the_rates_it_may_have(TaxCategory category, string code, string? rate)
    {
        var treatment = TaxTreatment.Of(category, RateOf(rate)).Good();

        Assert.Equal((category, code), (treatment.Category, treatment.Category.Code()));
        Assert.Equal(Given.Number(rate ?? "0"), treatment.Percent);
    }

    [Theory]
    [InlineData(TaxCategory.Standard, "0", "tax_rate_missing")]
    [InlineData(TaxCategory.Standard, null, "tax_rate_missing")]
    [InlineData(TaxCategory.Igic, null, "tax_rate_missing")]
    [InlineData(TaxCategory.Ipsi, null, "tax_rate_missing")]
    [InlineData(TaxCategory.Zero, "19", "tax_rate_not_allowed")]
    [InlineData(TaxCategory.Exempt, "19", "tax_rate_not_allowed")]
    [InlineData(TaxCategory.ReverseCharge, "0.1", "tax_rate_not_allowed")]
    [InlineData(TaxCategory.IntraEuGoods, "7", "tax_rate_not_allowed")]
    [InlineData(TaxCategory.Export, "19", "tax_rate_not_allowed")]
    [InlineData(TaxCategory.OutsideScope, "19", "tax_rate_not_allowed")]
    public void A_category_refuses_the_rates_it_may_not_have(TaxCategory category, string? rate, string code) =>
        Assert.Equal(code, TaxTreatment.Of(category, RateOf(rate)).Refused().Code);

    [Theory]
    [InlineData("19", TaxCategory.Standard)]
    [InlineData("0.0001", TaxCategory.Standard)]
    [InlineData("0", TaxCategory.Zero)]
    [InlineData(null, TaxCategory.Zero)]
    public void A_rate_alone_says_the_category(string? rate, TaxCategory category) =>
        Assert.Equal(category, TaxTreatment.Of(null, RateOf(rate)).Good().Category);

    [Fact]
    public void Outside_the_scope_there_is_no_rate_at_all()
    {
        Assert.Null(TaxTreatment.Of(TaxCategory.OutsideScope, Rate.Zero).Good().Rate);
        Assert.Equal(Rate.Zero, Given.Untaxed(TaxCategory.Exempt).Rate);
    }

    [Fact]
    public void Every_category_is_read_by_its_word_and_its_code()
    {
        foreach (var category in Enum.GetValues<TaxCategory>())
        {
            Assert.Equal(category, TaxCategories.Parse(category.Word()).Good());
            Assert.Equal(category, TaxCategories.Parse(category.Code()).Good());
        }

        Assert.Equal(Enum.GetValues<TaxCategory>().Length, Enum.GetValues<TaxCategory>().Select(c => c.Code()).Distinct().Count());
    }

    [Theory]
    [InlineData("B")]
    [InlineData("s")]
    [InlineData("")]
    [InlineData("reduced")]
    public void Other_categories_are_refused(string text) => Assert.Equal("tax_category_unknown", TaxCategories.Parse(text).Refused().Code);

    [Theory]
    [InlineData(TaxCategory.Standard, false, null)]
    [InlineData(TaxCategory.Zero, false, null)]
    [InlineData(TaxCategory.Exempt, true, null)]
    [InlineData(TaxCategory.ReverseCharge, true, "VATEX-EU-AE")]
    [InlineData(TaxCategory.IntraEuGoods, true, "VATEX-EU-IC")]
    [InlineData(TaxCategory.Export, true, "VATEX-EU-G")]
    [InlineData(TaxCategory.OutsideScope, true, "VATEX-EU-O")]
    [InlineData(TaxCategory.Igic, false, null)]
    [InlineData(TaxCategory.Ipsi, false, null)]
    public void Categories_that_charge_nothing_but_zero_rate_carry_their_reason(TaxCategory category, bool needsReason, string? code)
    {
        Assert.Equal(needsReason, category.NeedsReason());
        Assert.Equal(code, category.ReasonCode());
    }

    [Theory]
    [InlineData(null, TaxCategory.Exempt, true)]
    [InlineData(TaxCategory.Standard, TaxCategory.Exempt, true)]
    [InlineData(TaxCategory.Exempt, TaxCategory.Exempt, true)]
    [InlineData(TaxCategory.ReverseCharge, TaxCategory.ReverseCharge, true)]
    [InlineData(null, TaxCategory.ReverseCharge, false)]
    [InlineData(TaxCategory.Exempt, TaxCategory.ReverseCharge, false)]
    [InlineData(TaxCategory.ReverseCharge, TaxCategory.Exempt, false)]
    public void A_reason_is_printed_only_for_the_category_it_speaks_of(TaxCategory? profile, TaxCategory category, bool printed) =>
        Assert.Equal(printed ? "Because." : null, new TaxProfile { Category = profile, Reason = "Because." }.ReasonFor(category));

    private static Rate? RateOf(string? text) => text is null ? null : Given.Rate(Given.Number(text));
}
