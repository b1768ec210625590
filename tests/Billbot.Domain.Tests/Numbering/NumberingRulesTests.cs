namespace Billbot.Domain.Tests.Numbering;

public sealed class NumberingRulesTests
{
    [Fact]
    public void The_fifteenth_invoice_of_2026_is_called_so() =>
        Assert.Equal("INV-2026-0015", Given.Freelancer.NumberingRules.Format(NumberedDocument.Invoice, Given.Today, 15));

    [Theory]
    [InlineData("2026-03-31", "FY2025", "INV-2526-0001", "CN-2526-0001")]
    [InlineData("2026-04-01", "FY2026", "INV-2627-0001", "CN-2627-0001")]
    public void Indian_sellers_count_anew_on_the_first_of_April(string date, string period, string invoice, string creditNote)
    {
        var rules = (Given.Freelancer with { Address = new Address { Country = "IN" }, FiscalYearStart = new MonthDay(4, 1) }).NumberingRules;

        Assert.Equal(NumberingMode.OnSend, rules.Mode);
        Assert.All(Enum.GetValues<NumberedDocument>(), d => Assert.Equal(period, rules.PeriodOf(d, Given.Day(date))));
        Assert.Equal(invoice, rules.Format(NumberedDocument.Invoice, Given.Day(date), 1));
        Assert.Equal(creditNote, rules.Format(NumberedDocument.CreditNote, Given.Day(date), 1));
    }

    [Fact]
    public void What_a_business_chose_goes_before_what_its_country_does()
    {
        var settings = new NumberingSettings { Mode = NumberingMode.OnCreate, InvoicePattern = "F{yy}-{seq:000}", CreditNotePattern = "A{yy}-{seq:000}" };
        var rules = (Given.Freelancer with { Address = new Address { Country = "FR" }, Numbering = settings }).NumberingRules;

        Assert.Equal(NumberingMode.OnCreate, rules.Mode);
        Assert.Equal("F26-001", rules.Format(NumberedDocument.Invoice, Given.Today, 1));
        Assert.Equal("A26-001", rules.Format(NumberedDocument.CreditNote, Given.Today, 1));
    }

    [Theory]
    [InlineData("Pacific/Honolulu", "2027-01-01T09:30:00Z", "INV-2026-0001")]
    [InlineData("Pacific/Kiritimati", "2026-12-31T10:30:00Z", "INV-2027-0001")]
    [InlineData("Pacific/Honolulu", "2027-01-01T10:00:00Z", "INV-2027-0001")]
    [InlineData("Pacific/Kiritimati", "2026-12-31T09:59:59Z", "INV-2026-0001")]
    public void The_year_is_that_of_the_business(string zone, string now, string number)
    {
        var business = Given.Freelancer with { TimeZone = zone };

        Assert.Equal(number, business.NumberingRules.Format(NumberedDocument.Invoice, business.Today(Given.Instant(now)), 1));
    }

    [Theory]
    [InlineData(DocumentType.Invoice, NumberedDocument.Invoice)]
    [InlineData(DocumentType.CorrectedInvoice, NumberedDocument.Invoice)]
    [InlineData(DocumentType.PrepaymentInvoice, NumberedDocument.Invoice)]
    [InlineData(DocumentType.CreditNote, NumberedDocument.CreditNote)]
    public void Only_credit_notes_are_counted_apart(DocumentType type, NumberedDocument series) => Assert.Equal(series, type.Series());

    [Theory]
    [InlineData("04-01", 4, 1)]
    [InlineData("12-31", 12, 31)]
    [InlineData("02-28", 2, 28)]
    public void A_fiscal_year_starts_on_a_day_of_every_year(string text, int month, int day)
    {
        Assert.Equal(new MonthDay(month, day), MonthDay.Parse(text).Good());
        Assert.Equal(text, new MonthDay(month, day).ToString());
    }

    [Theory]
    [InlineData("02-29")]
    [InlineData("04-31")]
    [InlineData("00-01")]
    [InlineData("13-01")]
    [InlineData("01-00")]
    [InlineData("4-1")]
    [InlineData("04/01")]
    [InlineData("0401")]
    [InlineData("04-01 ")]
    [InlineData("")]
    public void Other_days_are_refused(string text) => Assert.Equal("invalid_date", MonthDay.Parse(text).Refused().Code);
}
