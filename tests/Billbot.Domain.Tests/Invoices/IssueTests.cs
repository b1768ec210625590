using System.Text.Json.Nodes;

namespace Billbot.Domain.Tests.Invoices;

public sealed class IssueTests
{
    private static readonly Invoice Untaxed = Given.Draft(Given.Usd, Given.Line(60, 125), Given.Line(1, 500));
    private static readonly Invoice Taxed = Given.Draft(Given.Eur, Given.Line(1, 1000, Given.Standard(19)));

    [Fact]
    public void A_freelancer_without_tax_bills_a_name_and_a_mail_address() => Assert.Null(Issue.Refusal(Untaxed, Given.Freelancer, Given.GreenLeaf, Given.Today));

    [Fact]
    public void A_company_bills_a_buyer_with_an_address() => Assert.Null(Issue.Refusal(Taxed, Given.Company, Given.Buyer, Given.Today));

    [Theory]
    [InlineData(InvoiceState.Issued)]
    [InlineData(InvoiceState.Void)]
    public void Only_a_draft_is_issued(InvoiceState state) => AssertRefused("not_a_draft", Untaxed with { State = state });

    [Fact]
    public void An_archived_client_gets_no_invoice() => AssertRefused("client_archived", Untaxed, client: Given.GreenLeaf with { Archived = true });

    [Fact]
    public void A_client_without_a_mail_address_gets_no_invoice() => AssertRefused("client_has_no_email", Untaxed, client: Given.GreenLeaf with { Email = null });

    [Fact]
    public void A_seller_has_a_name_a_country_and_a_mail_address()
    {
        AssertMissing("business.name", Untaxed, Given.Freelancer with { Name = null }, Given.GreenLeaf);
        AssertMissing("business.country", Untaxed, Given.Freelancer with { Address = new Address() }, Given.GreenLeaf);
        AssertMissing("business.email", Untaxed, Given.Freelancer with { Email = null }, Given.GreenLeaf);
    }

    [Fact]
    public void A_seller_under_VAT_has_an_address_and_a_VAT_id_or_tax_number()
    {
        AssertMissing("business.address", Taxed, Given.Company with { Address = new Address { Country = "DE" } }, Given.Buyer);
        AssertMissing("business.address", Taxed, Given.Company with { Address = Given.Company.Address with { City = null } }, Given.Buyer);
        AssertMissing("business.vat-id", Taxed, Given.Company with { VatId = null }, Given.Buyer);
        Assert.Null(Issue.Refusal(Taxed, Given.Company with { VatId = null, TaxNumber = "12/345/67890" }, Given.Buyer, Given.Today));
    }

    [Theory]
    [InlineData(TaxSystem.Vat)]
    [InlineData(TaxSystem.Gst)]
    [InlineData(TaxSystem.SalesTax)]
    public void A_buyer_has_an_address_with_country_where_tax_is_charged(TaxSystem system)
    {
        var business = Given.Company with { TaxSystem = system };

        AssertMissing("client.address", Taxed, business, Given.Buyer with { Address = new Address { Country = "BE" } });
        AssertMissing("client.address.country", Taxed, business, Given.Buyer with { Address = Given.Buyer.Address with { Country = null } });
    }

    [Fact]
    public void An_invoice_has_a_line() => AssertMissing("line_items", Given.Draft(Given.Usd), Given.Freelancer, Given.GreenLeaf);

    [Fact]
    public void Everything_that_is_missing_is_said_at_once()
    {
        var problem = Issue.Refusal(Given.Draft(Given.Usd), Given.Freelancer with { Name = null, Email = null }, Given.GreenLeaf, Given.Today)!;

        Assert.Equal(["business.name", "business.email", "line_items"], Missing(problem));
        Assert.Contains("billbot business set --name … --email …", problem.Fix, StringComparison.Ordinal);
        Assert.Contains("update_invoice", problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Reverse_charge_names_the_buyer_by_its_VAT_id()
    {
        var draft = Draft(TaxCategory.ReverseCharge);

        Assert.Null(Issue.Refusal(draft, Given.Company, Given.Buyer, Given.Today));
        AssertMissing("client.tax.tax_id", draft, Given.Company, Given.Buyer with { TaxId = null });
    }

    [Fact]
    public void Goods_to_another_member_state_need_both_VAT_ids_and_the_country_they_go_to()
    {
        var draft = Draft(TaxCategory.IntraEuGoods);

        Assert.Null(Issue.Refusal(draft, Given.Company, Given.Buyer, Given.Today));
        AssertMissing("client.tax.tax_id", draft, Given.Company, Given.Buyer with { TaxId = null });
        AssertMissing("business.vat-id", draft, Given.Company with { VatId = null, TaxNumber = "12/345/67890" }, Given.Buyer);
        AssertMissing("client.address.country", draft, Given.Company, Given.Buyer with { Address = Given.Buyer.Address with { Country = null } });
    }

    [Fact]
    public void Exports_need_the_sellers_VAT_id()
    {
        var draft = Draft(TaxCategory.Export);

        Assert.Null(Issue.Refusal(draft, Given.Company, Given.Buyer with { TaxId = null }, Given.Today));
        AssertMissing("business.vat-id", draft, Given.Company with { VatId = null, TaxNumber = "12/345/67890" }, Given.Buyer);
    }

    [Fact]
    public void Exempt_lines_need_a_reason_of_their_own()
    {
        var draft = Draft(TaxCategory.Exempt);
        var reason = new TaxProfile { Reason = "Art. 132" };

        AssertMissing("business.exemption-text", draft, Given.Company, Given.Buyer);
        AssertMissing("business.exemption-text", draft, Given.Company, Given.Buyer with { Tax = reason with { Category = TaxCategory.ReverseCharge } });
        Assert.Null(Issue.Refusal(draft, Given.Company with { Tax = reason }, Given.Buyer, Given.Today));
        Assert.Null(Issue.Refusal(draft, Given.Company, Given.Buyer with { Tax = reason }, Given.Today));
    }

    [Theory]
    [InlineData(TaxCategory.Zero)]
    [InlineData(TaxCategory.OutsideScope)]
    public void Zero_rated_lines_and_lines_outside_the_scope_need_no_more(TaxCategory category) =>
        Assert.Null(Issue.Refusal(Draft(category), Given.Company, Given.Buyer with { TaxId = null }, Given.Today));

    [Fact]
    public void A_business_without_a_tax_system_charges_no_tax()
    {
        AssertRefused("tax_without_system", Given.Draft(Given.Usd, Given.Line(1, 100, Given.Standard(19))));
        AssertRefused("tax_without_system", Given.Draft(Given.Usd, Given.Line(1, 100, Given.Untaxed(TaxCategory.Zero))));
    }

    [Fact]
    public void An_invoice_never_asks_for_less_than_nothing()
    {
        AssertRefused("negative_total", Given.Draft(Given.Usd, Given.Line(-1, 1)));
        AssertRefused("negative_total", Invoice.Compose(Untaxed with { Prepaid = Given.Money("8000.01", Given.Usd) }, Given.Today).Good());
        Assert.Null(Issue.Refusal(Given.Draft(Given.Usd, Given.Line(1, 1), Given.Line(-1, 1)), Given.Freelancer, Given.GreenLeaf, Given.Today));
    }

    [Fact]
    public void A_due_date_that_has_passed_is_refused_while_money_is_asked_for()
    {
        var dated = Untaxed with { IssueDateGiven = true, DueDays = 0 };

        Assert.Null(Issue.Refusal(dated, Given.Freelancer, Given.GreenLeaf, Given.Today));
        AssertRefused("due_date_passed", dated, today: Given.Today.AddDays(1));
        AssertRefused("due_date_passed", Untaxed with { FixedDueDate = Given.Today }, today: Given.Today.AddDays(1));
        Assert.Null(Issue.Refusal(Untaxed with { DueDays = 0 }, Given.Freelancer, Given.GreenLeaf, Given.Today.AddDays(1)));
        Assert.Null(Issue.Refusal(dated with { Type = DocumentType.CreditNote }, Given.Freelancer, Given.GreenLeaf, Given.Today.AddDays(1)));
        Assert.Null(Issue.Refusal(Given.Draft(Given.Usd, Given.Line(1, 0)) with { IssueDateGiven = true, DueDays = 0 }, Given.Freelancer, Given.GreenLeaf, Given.Today.AddDays(1)));
    }

    [Fact]
    public void Where_numbers_follow_dates_no_invoice_is_dated_ahead()
    {
        var ahead = Untaxed with { IssueDate = Given.Today.AddDays(1), IssueDateGiven = true };
        var strict = Given.Freelancer with { Numbering = new NumberingSettings { Mode = NumberingMode.OnSend } };

        AssertRefused("issue_date_in_future", ahead, strict);
        Assert.Null(Issue.Refusal(ahead, strict, Given.GreenLeaf, ahead.IssueDate));
        Assert.Null(Issue.Refusal(ahead, Given.Freelancer, Given.GreenLeaf, Given.Today));
    }

    [Theory]
    [InlineData(NumberingMode.OnSend, -1, true)]
    [InlineData(NumberingMode.OnSend, 0, false)]
    [InlineData(NumberingMode.OnSend, 1, false)]
    [InlineData(NumberingMode.OnCreate, -1, false)]
    public void Dates_of_a_strict_series_never_run_backwards(NumberingMode mode, int days, bool refused)
    {
        Assert.Equal(refused ? "issue_date_before_last" : null, Issue.OutOfOrder(mode, Given.Today.AddDays(days), Given.Today)?.Code);
        Assert.Null(Issue.OutOfOrder(mode, Given.Today, null));
    }

    [Theory]
    [InlineData(TaxSystem.None, false)]
    [InlineData(TaxSystem.SalesTax, false)]
    [InlineData(TaxSystem.Vat, true)]
    [InlineData(TaxSystem.Gst, true)]
    public void Cancelling_takes_a_credit_note_where_VAT_or_GST_is_charged(TaxSystem system, bool creditNote) =>
        Assert.Equal(creditNote, Issue.VoidTakesCreditNote(Given.Company with { TaxSystem = system }));

    private static Invoice Draft(TaxCategory category) => Given.Draft(Given.Eur, Given.Line(1, 1000, Given.Untaxed(category)));

    private static void AssertRefused(string code, Invoice draft, Business? business = null, Client? client = null, DateOnly? today = null) =>
        Assert.Equal(code, Issue.Refusal(draft, business ?? Given.Freelancer, client ?? Given.GreenLeaf, today ?? Given.Today)?.Code);

    private static void AssertMissing(string field, Invoice draft, Business business, Client client)
    {
        var problem = Issue.Refusal(draft, business, client, Given.Today);
        Assert.Equal("incomplete_invoice", problem?.Code);
        Assert.Equal([field], Missing(problem!));
    }

    private static IEnumerable<string> Missing(Problem problem) =>
        problem.Details!["missing"]!.AsArray().Select(m => ((JsonObject)m!)["field"]!.GetValue<string>());
}
