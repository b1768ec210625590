namespace Billbot.Domain.Tests.Invoices;

public sealed class DateTests
{
    [Theory]
    [InlineData("Pacific/Honolulu", "2026-03-10T09:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-03-08T10:30:00Z")]
    public void An_invoice_of_9_March_is_due_in_30_days_on_8_April_wherever_the_business_is(string zone, string now)
    {
        var today = (Given.Freelancer with { TimeZone = zone }).Today(Given.Instant(now));
        var content = Given.Content(Given.Usd, Given.Line(60, 125), Given.Line(1, 500)) with { IssueDate = today };
        var invoice = Invoice.Compose(content, today).Good();

        Assert.Equal(Given.Day("2026-03-09"), invoice.IssueDate);
        Assert.Equal(Given.Day("2026-04-08"), invoice.DueDate);
        Assert.Equal(800_000, invoice.Totals.Payable.Minor);
    }

    [Theory]
    [InlineData("Asia/Kathmandu", "2026-03-08T18:14:59Z", "2026-03-08")]
    [InlineData("Asia/Kathmandu", "2026-03-08T18:15:00Z", "2026-03-09")]
    [InlineData("Pacific/Apia", "2026-03-08T10:59:59Z", "2026-03-08")]
    [InlineData("Pacific/Apia", "2026-03-08T11:00:00Z", "2026-03-09")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T13:29:59Z", "2026-04-05")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T13:30:00Z", "2026-04-06")]
    [InlineData("America/New_York", "2026-03-09T03:59:59Z", "2026-03-08")]
    [InlineData("America/New_York", "2026-03-09T04:00:00Z", "2026-03-09")]
    [InlineData("UTC", "2028-02-28T23:59:59Z", "2028-02-28")]
    [InlineData("UTC", "2028-02-29T00:00:00Z", "2028-02-29")]
    public void Today_is_the_date_where_the_business_is(string zone, string now, string today)
    {
        var business = Given.Freelancer with { TimeZone = zone };

        Assert.Equal(Given.Day(today), business.Today(Given.Instant(now)));
        Assert.Equal(Given.Day(today), business.Today(Given.Instant(now).ToOffset(TimeSpan.FromHours(14))));
    }

    [Theory]
    [InlineData("2028-01-30", 30, "2028-02-29")]
    [InlineData("2026-01-30", 30, "2026-03-01")]
    [InlineData("2028-02-29", 365, "2029-02-28")]
    [InlineData("2026-03-07", 0, "2026-03-07")]
    [InlineData("2026-03-06", 1, "2026-03-07")]
    [InlineData("2026-12-31", 1, "2027-01-01")]
    public void Due_days_are_calendar_days_without_a_shift_for_weekends(string issued, int days, string due) =>
        Assert.Equal(Given.Day(due), (Given.Draft(Given.Usd, Given.Line(1, 1)) with { IssueDate = Given.Day(issued), DueDays = days }).DueDate);

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28", "2026-03-28T23:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-25T23:00:00Z")]
    [InlineData("America/New_York", "2026-03-07", "2026-03-08T05:00:00Z")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-09T04:00:00Z")]
    [InlineData("America/New_York", "2026-10-31", "2026-11-01T04:00:00Z")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-02T05:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-04", "2026-04-04T13:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "2026-04-05T13:30:00Z")]
    [InlineData("America/Santiago", "2026-09-05", "2026-09-06T04:00:00Z")]
    [InlineData("Pacific/Honolulu", "2028-02-29", "2028-03-01T10:00:00Z")]
    public void An_invoice_is_overdue_from_the_midnight_after_its_due_date_across_clock_changes(string zone, string due, string midnight)
    {
        var business = Given.Freelancer with { TimeZone = zone };
        var balance = Balance.Opening(Given.Money("100", Given.Usd));

        Assert.Equal(InvoiceStatus.Sent, StatusAt(Given.Instant(midnight).AddTicks(-1)));
        Assert.Equal(InvoiceStatus.Overdue, StatusAt(Given.Instant(midnight)));

        InvoiceStatus StatusAt(DateTimeOffset now) => InvoiceStatuses.Of(InvoiceState.Issued, DocumentType.Invoice, Given.Day(due), balance, business.Today(now));
    }

    [Fact]
    public void A_draft_without_number_and_date_is_dated_on_the_day_it_is_issued()
    {
        var draft = Given.Draft(Given.Usd, Given.Line(1, 1));
        var later = Given.Today.AddDays(5);

        Assert.Equal((later, later.AddDays(30)), (draft.DatedFor(later).IssueDate, draft.DatedFor(later).DueDate));
        Assert.Equal(Given.Today, (draft with { Number = "INV-2026-0001" }).DatedFor(later).IssueDate);
        Assert.Equal(Given.Today, (draft with { IssueDateGiven = true }).DatedFor(later).IssueDate);
        Assert.Equal(Given.Today, (draft with { State = InvoiceState.Issued }).DatedFor(later).IssueDate);
    }
}
