namespace Billbot.Domain.Tests.Invoices;

public sealed class StatusTests
{
    [Theory]
    // state, type, due in days, payable, paid, credited, written off
    [InlineData(InvoiceState.Draft, DocumentType.Invoice, -1, 100, 0, 0, 0, InvoiceStatus.Draft)]
    [InlineData(InvoiceState.Draft, DocumentType.Invoice, 0, 0, 0, 0, 0, InvoiceStatus.Draft)]
    [InlineData(InvoiceState.Void, DocumentType.Invoice, -1, 100, 0, 100, 0, InvoiceStatus.Void)]
    [InlineData(InvoiceState.Void, DocumentType.Invoice, -1, 100, 40, 0, 0, InvoiceStatus.Void)]
    [InlineData(InvoiceState.Issued, DocumentType.CreditNote, -1, 100, 0, 0, 0, InvoiceStatus.Sent)]
    [InlineData(InvoiceState.Issued, DocumentType.CreditNote, 0, 0, 0, 0, 0, InvoiceStatus.Sent)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, 0, 100, 0, 0, 0, InvoiceStatus.Sent)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, 1, 100, 99, 0, 0, InvoiceStatus.PartiallyPaid)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, 1, 100, 0, 50, 0, InvoiceStatus.Sent)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, -1, 100, 0, 0, 0, InvoiceStatus.Overdue)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, -1, 100, 99, 0, 0, InvoiceStatus.Overdue)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, -1, 100, 100, 0, 0, InvoiceStatus.Paid)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, -1, 100, 150, 0, 0, InvoiceStatus.Paid)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, -1, 100, 0, 100, 0, InvoiceStatus.Paid)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, -1, 100, 60, 0, 40, InvoiceStatus.Paid)]
    [InlineData(InvoiceState.Issued, DocumentType.Invoice, -1, 0, 0, 0, 0, InvoiceStatus.Paid)]
    [InlineData(InvoiceState.Issued, DocumentType.CorrectedInvoice, -1, 100, 0, 0, 0, InvoiceStatus.Overdue)]
    [InlineData(InvoiceState.Issued, DocumentType.PrepaymentInvoice, 0, 100, 1, 0, 0, InvoiceStatus.PartiallyPaid)]
    public void The_first_rule_that_matches_is_the_status(
        InvoiceState state, DocumentType type, int due, int payable, int paid, int credited, int writtenOff, InvoiceStatus status) =>
        Assert.Equal(status, InvoiceStatuses.Of(state, type, Given.Today.AddDays(due), new Balance(Dollars(payable), Dollars(paid), Dollars(credited), Dollars(writtenOff)), Given.Today));

    [Fact]
    public void What_has_no_due_date_is_never_overdue() =>
        Assert.Equal(InvoiceStatus.Sent, InvoiceStatuses.Of(InvoiceState.Issued, DocumentType.Invoice, null, Balance.Opening(Dollars(1)), DateOnly.MaxValue));

    [Fact]
    public void States_and_statuses_are_stored_and_shown_by_their_words()
    {
        Assert.Equal("\"partially_paid\"", System.Text.Json.JsonSerializer.Serialize(InvoiceStatus.PartiallyPaid));
        Assert.Equal("\"issued\"", System.Text.Json.JsonSerializer.Serialize(InvoiceState.Issued));
        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize<InvoiceState>("1"));
    }

    private static Money Dollars(int amount) => Money.OfMinor(amount * 100, Given.Usd);
}
