namespace Billbot.Domain.Tests.Numbering;

public sealed class NumberPatternTests
{
    private static readonly MonthDay January = new(1, 1);
    private static readonly MonthDay April = new(4, 1);

    [Theory]
    [InlineData("INV-{yyyy}-{seq:0000}", "2026-03-09", 15, "INV-2026-0015")]
    [InlineData("INV-{yyyy}-{seq:0000}", "2026-03-09", 12345, "INV-2026-12345")]
    [InlineData("{yy}{mm}/{seq:00}", "2026-03-09", 7, "2603/07")]
    [InlineData("{seq:0}", "2026-03-09", 7, "7")]
    [InlineData("A_{fy}.{seq:000}", "2026-03-09", 1, "A_2025.001")]
    [InlineData("INV-{fyfy}-{seq:0000}", "2026-03-31", 15, "INV-2526-0015")]
    [InlineData("INV-{fyfy}-{seq:0000}", "2026-04-01", 15, "INV-2627-0015")]
    [InlineData("INV-{fyfy}-{seq:0000}", "2099-04-01", 1, "INV-9900-0001")]
    [InlineData("{seq:0000000000}", "2026-03-09", 10_000_000_000, "10000000000")]
    public void A_number_is_the_pattern_with_date_and_counter_filled_in(string pattern, string date, long seq, string number) =>
        Assert.Equal(number, Pattern(pattern).Format(Given.Day(date), April, seq));

    [Theory]
    [InlineData("INV-{seq:0000}", "2026-03-09", "")]
    [InlineData("INV-{yyyy}-{seq:0000}", "2026-03-09", "2026")]
    [InlineData("INV-{yy}-{seq:0000}", "2026-03-09", "2026")]
    [InlineData("INV-{yyyy}{mm}-{seq:0000}", "2026-03-09", "2026-03")]
    [InlineData("INV-{fy}-{seq:0000}", "2026-03-31", "FY2025")]
    [InlineData("INV-{fyfy}-{seq:0000}", "2026-04-01", "FY2026")]
    public void The_dates_that_are_printed_say_when_counting_starts_again(string pattern, string date, string period) =>
        Assert.Equal(period, Pattern(pattern).PeriodOf(Given.Day(date), April));

    [Theory]
    [InlineData("2025-12-31", "2025", "FY2025")]
    [InlineData("2026-01-01", "2026", "FY2026")]
    public void A_fiscal_year_from_January_is_the_calendar_year(string date, string calendar, string fiscal)
    {
        Assert.Equal(calendar, Pattern("{yyyy}-{seq:0}").PeriodOf(Given.Day(date), January));
        Assert.Equal(fiscal, Pattern("{fy}-{seq:0}").PeriodOf(Given.Day(date), January));
    }

    [Theory]
    [InlineData("")]
    [InlineData("INV-{yyyy}")]
    [InlineData("{seq:0000}-{seq:0000}")]
    [InlineData("INV-{seq}")]
    [InlineData("INV-{seq:}")]
    [InlineData("INV-{seq:0001}")]
    [InlineData("INV-{seq:00000000000}")]
    [InlineData("INV-{YYYY}-{seq:0000}")]
    [InlineData("INV-{dd}-{seq:0000}")]
    [InlineData("INV-{}{seq:0000}")]
    [InlineData("INV-{seq:0000")]
    [InlineData("INV-seq:0000}")]
    [InlineData("INV-{{seq:0000}}")]
    [InlineData("INV-{mm}-{seq:0000}")]
    [InlineData("INV-{fy}{mm}-{seq:0000}")]
    [InlineData("INV-{fy}-{yyyy}-{seq:0000}")]
    [InlineData("INV-{yy}-{fyfy}-{seq:0000}")]
    [InlineData("INV {yyyy}-{seq:0000}")]
    [InlineData("№{yyyy}-{seq:0000}")]
    [InlineData("INV-{yyyy}-{seq:0000}\n")]
    [InlineData("INV\\{yyyy}-{seq:0000}")]
    [InlineData("INV-\u0660{seq:0000}")]
    public void Patterns_that_would_repeat_or_hold_what_numbers_may_not_are_refused(string pattern) =>
        Assert.Equal(("invalid_pattern", "/numbering"), (NumberPattern.Parse(pattern, "US").Refused().Code, NumberPattern.Parse(pattern, "US").Refused().Field));

    [Fact]
    public void A_number_has_at_most_35_characters_with_a_counter_of_six_digits()
    {
        var text = new string('A', 25);

        Assert.Equal(35, Pattern($"{text}{{yyyy}}{{seq:0000}}").Format(Given.Today, January, 999_999).Length);
        Assert.Equal("invalid_pattern", NumberPattern.Parse($"{text}B{{yyyy}}{{seq:0000}}", "US").Refused().Code);
        Assert.Equal("invalid_pattern", NumberPattern.Parse($"{text}{{yyyy}}{{seq:0000000}}", null).Refused().Code);
    }

    [Theory]
    [InlineData("INV-{fyfy}-{seq:0000}", true)]
    [InlineData("INVO/{fyfy}-{seq:0000}", true)]
    [InlineData("INVOI-{fyfy}-{seq:0000}", false)]
    [InlineData("INV-{fyfy}-{seq:00000000}", false)]
    [InlineData("Inv-{fyfy}-{seq:0000}", false)]
    [InlineData("INV_{fyfy}-{seq:0000}", false)]
    [InlineData("INV.{fyfy}-{seq:0000}", false)]
    public void Indian_numbers_have_at_most_16_capitals_digits_dashes_and_slashes(string pattern, bool allowed)
    {
        Assert.Equal(allowed, NumberPattern.Parse(pattern, "IN").Succeeded(out var parsed, out _));
        if (allowed)
            Assert.True(parsed!.Format(Given.Today, April, 999_999).Length <= 16);
        Assert.NotNull(Pattern(pattern));
    }

    [Fact]
    public void The_defaults_are_allowed_in_their_country_and_count_apart()
    {
        foreach (var country in (string?[])["US", "IN", "FR", null])
        {
            var invoice = NumberPattern.Parse(NumberPattern.DefaultOf(NumberedDocument.Invoice, country), country).Good();
            var creditNote = NumberPattern.Parse(NumberPattern.DefaultOf(NumberedDocument.CreditNote, country), country).Good();

            Assert.False(invoice.MayEqual(creditNote));
        }

        Assert.Equal("INV-{fyfy}-{seq:0000}", NumberPattern.DefaultOf(NumberedDocument.Invoice, "IN"));
        Assert.Equal("CN-{yyyy}-{seq:0000}", NumberPattern.DefaultOf(NumberedDocument.CreditNote, "US"));
    }

    [Fact]
    public void A_stored_pattern_counts_as_the_one_that_was_saved()
    {
        Assert.Equal("INV-2026-0001", NumberPattern.OfStored("INV-{yyyy}-{seq:0000}").Format(Given.Today, January, 1));
        Assert.Throws<ArgumentException>(() => NumberPattern.OfStored("INV-{nonsense}"));
    }

    [Theory]
    [InlineData("INV-{seq:0}", "CN-{seq:0}", false)]
    [InlineData("INV-{seq:0}", "INV-{yyyy}-{seq:0}", true)]
    [InlineData("{seq:0}", "{yyyy}{seq:0}", true)]
    [InlineData("{seq:0}", "1{seq:0}", true)]
    [InlineData("{seq:0}", "C{seq:0}", false)]
    [InlineData("INV-{seq:0}", "INV-C{seq:0}", false)]
    [InlineData("INV-{seq:0}", "INV-2{seq:0}", true)]
    public void Two_patterns_may_give_one_number_only_where_both_begin_alike(string one, string other, bool mayEqual)
    {
        Assert.Equal(mayEqual, Pattern(one).MayEqual(Pattern(other)));
        Assert.Equal(mayEqual, Pattern(other).MayEqual(Pattern(one)));
    }

    private static NumberPattern Pattern(string text) => NumberPattern.Parse(text, "US").Good();
}
