namespace Billbot.Domain.Tests.Invoices;

public sealed class ComposeTests
{
    private static readonly Invoice Content = Given.Content(Given.Usd, Given.Line(1, 100));

    [Fact]
    public void Totals_are_worked_out_whatever_was_there_before()
    {
        var forged = Content with { Totals = Given.Totals(Given.Usd, Given.Line(1, 1)), Adjustments = [Given.Allowance(10)], Prepaid = Given.Money("20", Given.Usd) };

        Assert.Equal("70.00", Invoice.Compose(forged, Given.Today).Good().Totals.Payable.AmountText);
    }

    [Fact]
    public void An_invoice_has_at_most_500_lines()
    {
        var most = Enumerable.Repeat(Given.Line(1, 1), Invoice.MostLines).ToList();

        Assert.Equal("500.00", Invoice.Compose(Content with { Lines = most }, Given.Today).Good().Totals.Total.AmountText);
        AssertRefused(Content with { Lines = [.. most, Given.Line(1, 1)] }, "out_of_range", "/line_items");
    }

    [Theory]
    [InlineData("2025-03-09", true)]
    [InlineData("2025-03-08", false)]
    [InlineData("2027-03-09", true)]
    [InlineData("2027-03-10", false)]
    [InlineData("0001-01-01", false)]
    [InlineData("9999-12-31", false)]
    public void An_issue_date_lies_within_a_year_of_today(string date, bool allowed)
    {
        var content = Content with { IssueDate = Given.Day(date), IssueDateGiven = true };

        if (allowed)
            Assert.Equal(Given.Day(date), Invoice.Compose(content, Given.Today).Good().IssueDate);
        else
            AssertRefused(content, "out_of_range", "/issue_date");
    }

    [Theory]
    [InlineData("0001-01-01", "out_of_range")]
    [InlineData("1969-12-31", "out_of_range")]
    [InlineData("2201-01-01", "out_of_range")]
    [InlineData("9999-12-31", "out_of_range")]
    [InlineData("2026-03-08", "due_date_before_issue")]
    public void A_due_date_lies_on_or_after_the_issue_date_and_before_2201(string date, string code) =>
        AssertRefused(Content with { FixedDueDate = Given.Day(date) }, code, "/due_date");

    [Fact]
    public void A_fixed_due_date_goes_before_due_days()
    {
        Assert.Equal(Given.Today, Invoice.Compose(Content with { FixedDueDate = Given.Today, DueDays = 30 }, Given.Today).Good().DueDate);
        Assert.Equal(Given.Day("2200-12-31"), Invoice.Compose(Content with { FixedDueDate = Given.Day("2200-12-31") }, Given.Today).Good().DueDate);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3651)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Due_days_lie_between_0_and_3650(int days)
    {
        AssertRefused(Content with { DueDays = days }, "out_of_range", "/due_days");
        Assert.Equal(3650, Invoice.Compose(Content with { DueDays = 3650 }, Given.Today).Good().DueDays);
    }

    [Fact]
    public void What_the_totals_refuse_is_refused() =>
        AssertRefused(Content with { Lines = [Given.Line(1, 1), Given.Line(1, 1, Given.Standard(19))] }, "tax_groups_conflict", "/line_items");

    [Fact]
    public void A_draft_changes_only_from_the_version_that_the_caller_saw()
    {
        var draft = Content with { Version = 3 };

        Assert.Null(draft.RefusalToChange(null));
        Assert.Null(draft.RefusalToChange(3));
        Assert.Equal("version_conflict", draft.RefusalToChange(2)?.Code);
        Assert.Equal("not_a_draft", (draft with { State = InvoiceState.Issued }).RefusalToChange(3)?.Code);
        Assert.Equal("not_a_draft", (draft with { State = InvoiceState.Void }).RefusalToChange(null)?.Code);
    }

    [Theory]
    [InlineData("Consulting", "Consulting", null)]
    [InlineData("Consulting \nin March\nand April", "Consulting", "in March\nand April")]
    [InlineData("Consulting\n ", "Consulting", null)]
    public void The_first_line_of_a_description_is_the_name_and_the_rest_the_details(string description, string name, string? details)
    {
        var line = Given.Line(1, 1) with { Description = description };

        Assert.Equal((name, details), (line.Name, line.Details));
    }

    private static void AssertRefused(Invoice content, string code, string field)
    {
        var problem = Invoice.Compose(content, Given.Today).Refused();
        Assert.Equal((code, field), (problem.Code, problem.Field));
    }
}
