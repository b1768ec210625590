using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Billbot.Domain.Tests;

public sealed class StoredDocumentTests
{
    [Fact]
    public void Documents_come_back_byte_for_byte()
    {
        var rate = new AgreedRate { Name = "weekly", Unit = Unit.Parse("week").Good(), UnitPrice = Given.Price(4000), Currency = Given.Usd };
        var entry = new LedgerEntry
        {
            Id = new PaymentId("pay_00000000000000000000000001"),
            Kind = LedgerKind.Payment,
            Amount = Given.Money("1.5", Given.Kwd),
            On = Given.Today,
            Method = PaymentMethod.BankTransfer,
        };

        AssertRoundTrip(Given.Company with { FiscalYearStart = new MonthDay(4, 1), Numbering = new NumberingSettings { Mode = NumberingMode.OnSend } }, DomainJson.Default.Business);
        AssertRoundTrip(Given.Buyer with { Rates = [rate], Cc = [Given.Email("cc@b.test")], Tax = new TaxProfile { Category = TaxCategory.Exempt, Reason = "Art. 132" } }, DomainJson.Default.Client);
        AssertRoundTrip(Given.Draft(Given.Kwd, Given.Line(1.5m, 10.3335m, Given.Standard(5)) with { Adjustments = [Given.Allowance(7.5m)] }), DomainJson.Default.Invoice);
        AssertRoundTrip(entry, DomainJson.Default.LedgerEntry);
    }

    /// <summary>The generated reader gives a member that is missing the default of its type, not its initialiser: none of these may ever be left out.</summary>
    [Fact]
    public void Members_with_a_usual_value_are_always_written()
    {
        AssertWritten(Given.Freelancer, DomainJson.Default.Business, "address", "tax_system", "tax", "due_days", "fiscal_year_start", "numbering", "bank_accounts");
        AssertWritten(Given.GreenLeaf, DomainJson.Default.Client, "cc", "address", "tax", "rates", "archived", "version");
        AssertWritten(Given.Line(1, 1), DomainJson.Default.LineItem, "base_quantity", "adjustments");
        AssertWritten(Given.Draft(Given.Usd), DomainJson.Default.Invoice, "type", "state", "version", "adjustments", "due_days");
        AssertWritten(Snapshot.Of(Given.Draft(Given.Usd), Given.Freelancer, Given.GreenLeaf, Given.Today), DomainJson.Default.Snapshot, "schema_version", "template", "adjustments", "reasons");
    }

    private static void AssertRoundTrip<T>(T document, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(document, type);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type)!, type));
    }

    private static void AssertWritten<T>(T document, JsonTypeInfo<T> type, params string[] members) =>
        Assert.Subset(JsonSerializer.SerializeToNode(document, type)!.AsObject().Select(m => m.Key).ToHashSet(), members.ToHashSet());
}
