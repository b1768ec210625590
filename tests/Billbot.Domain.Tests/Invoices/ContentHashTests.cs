using System.Reflection;

namespace Billbot.Domain.Tests.Invoices;

public sealed class ContentHashTests
{
    private static readonly Invoice Draft = Given.Draft(Given.Eur, Given.Line(2, 100, Given.Standard(19)) with { Adjustments = [Given.Allowance(1)] }) with { IssueDateGiven = true };

    private static readonly Business Business = Given.Company with { PaymentTerms = "30 days" };

    /// <summary>One change per member of a draft that a person could see or that decides what happens.</summary>
    private static readonly Dictionary<string, Func<Invoice, Invoice>> Changes = new()
    {
        [nameof(Invoice.Id)] = d => d with { Id = new InvoiceId("inv_00000000000000000000000002") },
        [nameof(Invoice.Type)] = d => d with { Type = DocumentType.PrepaymentInvoice },
        [nameof(Invoice.Currency)] = d => d with { Currency = Given.Usd },
        [nameof(Invoice.IssueDate)] = d => d with { IssueDate = d.IssueDate.AddDays(1) },
        [nameof(Invoice.IssueDateGiven)] = d => d with { IssueDateGiven = false },
        [nameof(Invoice.DueDays)] = d => d with { DueDays = 29 },
        [nameof(Invoice.FixedDueDate)] = d => d with { FixedDueDate = d.DueDate },
        [nameof(Invoice.Lines)] = d => d with { Lines = [.. d.Lines, d.Lines[0]] },
        [nameof(Invoice.Adjustments)] = d => d with { Adjustments = [Given.Allowance(1)] },
        [nameof(Invoice.Prepaid)] = d => d with { Prepaid = Given.Money("1", d.Currency) },
        [nameof(Invoice.Rounding)] = d => d with { Rounding = Given.Money("0.01", d.Currency) },
        [nameof(Invoice.Notes)] = d => d with { Notes = "n" },
        [nameof(Invoice.PoNumber)] = d => d with { PoNumber = "p" },
        [nameof(Invoice.Corrects)] = d => d with { Corrects = new InvoiceId("inv_00000000000000000000000009") },
        [nameof(Invoice.Preceding)] = d => d with { Preceding = new PrecedingInvoice("INV-2026-0001", Given.Today) },
    };

    private static readonly Dictionary<string, Func<LineItem, LineItem>> LineChanges = new()
    {
        [nameof(LineItem.Description)] = l => l with { Description = "Other" },
        [nameof(LineItem.Quantity)] = l => l with { Quantity = Given.Quantity(3) },
        [nameof(LineItem.Unit)] = l => l with { Unit = Unit.Parse("hour").Good() },
        [nameof(LineItem.UnitPrice)] = l => l with { UnitPrice = Given.Price(100.000001m) },
        [nameof(LineItem.BaseQuantity)] = l => l with { BaseQuantity = Given.Quantity(2) },
        [nameof(LineItem.Tax)] = l => l with { Tax = Given.Standard(7) },
        [nameof(LineItem.Adjustments)] = l => l with { Adjustments = [] },
    };

    private static readonly Dictionary<string, Func<Adjustment, Adjustment>> AdjustmentChanges = new()
    {
        [nameof(Adjustment.IsCharge)] = a => a with { IsCharge = true },
        [nameof(Adjustment.Amount)] = a => a with { Amount = Given.Money("2", Given.Eur), Percent = null },
        [nameof(Adjustment.Percent)] = a => a with { Percent = Given.Rate(2) },
        [nameof(Adjustment.Base)] = a => a with { Base = Given.Money("200", Given.Eur) },
        [nameof(Adjustment.Reason)] = a => a with { Reason = "Other" },
        [nameof(Adjustment.ReasonCode)] = a => a with { ReasonCode = "100" },
        [nameof(Adjustment.Tax)] = a => a with { Tax = Given.Standard(7) },
    };

    [Fact]
    public void Any_change_of_a_draft_changes_its_hash()
    {
        AssertCovers<Invoice>(Changes.Keys, nameof(Invoice.ClientId), nameof(Invoice.State), nameof(Invoice.Number), nameof(Invoice.Version), nameof(Invoice.Totals), nameof(Invoice.DueDate));
        foreach (var (name, change) in Changes)
            AssertChanged(name, change(Draft));
    }

    [Fact]
    public void Any_change_of_a_line_changes_the_hash()
    {
        AssertCovers<LineItem>(LineChanges.Keys, nameof(LineItem.Name), nameof(LineItem.Details));
        foreach (var (name, change) in LineChanges)
            AssertChanged(name, Draft with { Lines = [change(Draft.Lines[0])] });
    }

    [Fact]
    public void Any_change_of_an_allowance_changes_the_hash()
    {
        AssertCovers<Adjustment>(AdjustmentChanges.Keys);
        foreach (var (name, change) in AdjustmentChanges)
            AssertChanged(name, Draft with { Lines = [Draft.Lines[0] with { Adjustments = [change(Draft.Lines[0].Adjustments[0])] }] });
    }

    [Fact]
    public void Any_change_of_whom_it_goes_to_changes_the_hash()
    {
        AssertDiffers(client: Given.Buyer with { Id = new ClientId("cl_00000000000000000000000002") });
        AssertDiffers(client: Given.Buyer with { Name = "Other" });
        AssertDiffers(client: Given.Buyer with { TaxId = "BE0123456788" });
        AssertDiffers(client: Given.Buyer with { Locale = "fr-BE" });
        AssertDiffers(client: Given.Buyer with { BuyerReference = "04011000-12345-67" });
        AssertDiffers(client: Given.Buyer with { Email = Given.Email("other@greenleaf.example") });
        AssertDiffers(client: Given.Buyer with { Email = null });
        AssertDiffers(client: Given.Buyer with { Cc = [Given.Email("cc@greenleaf.example")] });
        foreach (var part in typeof(Address).GetProperties().Where(p => p.PropertyType == typeof(string)))
            AssertDiffers(client: Given.Buyer with { Address = With(Given.Buyer.Address, part) });
    }

    [Fact]
    public void Any_change_of_who_sends_it_or_where_to_pay_changes_the_hash()
    {
        AssertDiffers(Business with { Name = "Other" });
        AssertDiffers(Business with { TradeName = "Other" });
        AssertDiffers(Business with { Email = Given.Email("other@juniper.example") });
        AssertDiffers(Business with { VatId = "DE987654321" });
        AssertDiffers(Business with { TaxNumber = "12/345/67890" });
        AssertDiffers(Business with { LegalId = "HRB 1" });
        AssertDiffers(Business with { ContactName = "Ann" });
        AssertDiffers(Business with { Phone = "1" });
        AssertDiffers(Business with { Locale = "en-GB" });
        AssertDiffers(Business with { TaxLabel = "VAT" });
        AssertDiffers(Business with { PaymentTerms = "Now" });
        AssertDiffers(Business with { BankAccounts = [] });
        foreach (var part in typeof(BankAccount).GetProperties().Where(p => p.PropertyType == typeof(string)))
            AssertDiffers(Business with { BankAccounts = [With(Business.BankAccounts[0], part)] });
    }

    [Fact]
    public void The_number_and_the_day_of_issue_are_no_content()
    {
        var open = Draft with { IssueDateGiven = false };

        Assert.Equal(Hash(Draft), Hash(Draft with { Number = "INV-2026-0015" }));
        Assert.Equal(Hash(Draft with { Number = "INV-2026-0016" }), Hash(Draft with { Number = "INV-2026-0015" }));
        Assert.Equal(Hash(open), Hash(open with { IssueDate = open.IssueDate.AddDays(9) }));
        Assert.Equal(Hash(Draft), Hash(Draft with { Version = 9 }));
    }

    [Fact]
    public void A_hash_is_64_small_hexadecimal_digits() => Assert.Matches("^[0-9a-f]{64}$", Hash(Draft));

    [Fact]
    public void What_the_client_does_not_see_is_no_content() =>
        Assert.Equal(Hash(Draft), Snapshot.ContentHash(Draft, Business, Given.Buyer with { Note = "Pays late", Version = 7, Rates = [] }));

    private static string Hash(Invoice draft) => Snapshot.ContentHash(draft, Business, Given.Buyer);

    private static void AssertDiffers(Business? business = null, Client? client = null) =>
        Assert.NotEqual(Hash(Draft), Snapshot.ContentHash(Draft, business ?? Business, client ?? Given.Buyer));

    private static void AssertChanged(string name, Invoice changed)
    {
        var composed = Invoice.Compose(changed.Currency == Given.Eur ? changed : changed with { Adjustments = [] }, Given.Today).Good();
        Assert.True(Hash(Draft) != Hash(composed), $"A change of {name} is not noticed.");
    }

    private static void AssertCovers<T>(IEnumerable<string> changes, params string[] besides)
    {
        var members = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).Except(besides);
        Assert.Equal(members.Order(StringComparer.Ordinal), changes.Order(StringComparer.Ordinal));
    }

    /// <summary>A copy with another text in <paramref name="part"/>.</summary>
    private static T With<T>(T record, PropertyInfo part) where T : class
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(record, null)!;
        part.SetValue(copy, "XX");
        return copy;
    }
}
