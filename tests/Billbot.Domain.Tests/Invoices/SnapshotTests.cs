using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billbot.Domain.Tests.Invoices;

public sealed class SnapshotTests
{
    private static readonly Invoice Draft = Given.Draft(Given.Eur, Given.Line(2, 1450.5m, Given.Standard(19)), Given.Line(1, 10, Given.Standard(7))) with
    {
        Number = "INV-2026-0015",
        Notes = "Thank you \u2013 merci <b>& \"bis bald\"",
        PoNumber = "PO-7",
    };

    private static readonly Snapshot Frozen = Snapshot.Of(Draft, Given.Company, Given.Buyer, Given.Today);

    [Fact]
    public void Canonical_bytes_survive_reading_and_writing()
    {
        var bytes = Frozen.ToCanonical();

        Assert.Equal(bytes, Snapshot.Parse(bytes).ToCanonical());
        Assert.Equal(bytes, Snapshot.Of(Draft, Given.Company, Given.Buyer, Given.Today).ToCanonical());
    }

    [Fact]
    public void Snapshots_of_random_invoices_survive_reading_and_writing()
    {
        var seed = Random.Shared.Next(1_000_000_000);
        var read = 0;
        for (var i = 0; i < 500; i++)
        {
            var random = new RandomInvoice(seed + i);
            var content = Given.Content(random.Currency) with { Lines = random.Lines, Adjustments = random.Adjustments };
            if (!Invoice.Compose(content, Given.Today).Succeeded(out var draft, out _))
                continue;
            var bytes = Snapshot.Of(draft, Given.Company, Given.Buyer, Given.Today).ToCanonical();
            Assert.True(bytes.SequenceEqual(Snapshot.Parse(bytes).ToCanonical()), $"seed {seed + i}");
            read++;
        }

        Assert.True(read > 250, $"{read}");
    }

    [Fact]
    public void The_hash_of_a_known_snapshot_never_changes()
    {
        // If this differs, snapshots that are already stored no longer verify: raise the schema version instead.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Frozen.ToCanonical()));
        Assert.True(hash == "e7afe71c71db75d550274cb780f7fb956487e57535a98311c2828e97d12c594f", hash);
    }

    [Fact]
    public void Keys_are_sorted_without_blanks_and_figures_are_texts()
    {
        var text = Encoding.UTF8.GetString(Frozen.ToCanonical());

        Assert.StartsWith("{\"adjustments\":[],\"buyer\":{\"address\":{\"city\":\"Bruxelles\",\"country\":\"BE\",", text, StringComparison.Ordinal);
        Assert.Contains("\"payable\":\"3462.89 EUR\"", text, StringComparison.Ordinal);
        Assert.Contains("\"unit_price\":\"1450.5\"", text, StringComparison.Ordinal);
        AssertSortedAndWithoutNumbers(JsonNode.Parse(text)!);
    }

    [Fact]
    public void Nothing_that_is_worked_out_from_the_rest_is_stored()
    {
        var text = Encoding.UTF8.GetString(Frozen.ToCanonical())
            + JsonSerializer.Serialize(Given.Company, DomainJson.Default.Business)
            + JsonSerializer.Serialize(Given.Buyer, DomainJson.Default.Client);

        Assert.All(["is_empty", "numbering_rules", "percent\"", "\"currency\":{", "due_date\":null"], derived => Assert.DoesNotContain(derived, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_ways_to_write_one_letter_are_the_same_bytes() =>
        Assert.Equal(
            Snapshot.Of(Draft with { Notes = "Caf\u00e9" }, Given.Company, Given.Buyer, Given.Today).ToCanonical(),
            Snapshot.Of(Draft with { Notes = "Cafe\u0301" }, Given.Company, Given.Buyer, Given.Today).ToCanonical());

    [Fact]
    public void A_later_change_of_client_or_business_changes_no_snapshot()
    {
        var business = Given.Company with { };
        var client = Given.Buyer with { };
        var snapshot = Snapshot.Of(Draft, business, client, Given.Today);
        var before = snapshot.ToCanonical();

        var moved = business with { Name = "Other", BankAccounts = [], Address = new Address { Country = "FR" } };
        var renamed = client with { Name = "Other", Address = new Address() };

        Assert.Equal(before, snapshot.ToCanonical());
        Assert.NotEqual(before, Snapshot.Of(Draft, moved, renamed, Given.Today).ToCanonical());
    }

    [Theory]
    [InlineData(TaxSystem.Vat)]
    [InlineData(TaxSystem.None)]
    public void Outside_the_scope_of_VAT_no_VAT_id_is_carried(TaxSystem system)
    {
        var draft = Given.Draft(Given.Eur, Given.Line(1, 100));
        var snapshot = Snapshot.Of(draft, Given.Company with { TaxSystem = system }, Given.Buyer, Given.Today);

        Assert.Null(snapshot.Seller.VatId);
        Assert.Null(snapshot.Buyer.VatId);
        Assert.DoesNotContain("DE123456789", Encoding.UTF8.GetString(snapshot.ToCanonical()), StringComparison.Ordinal);
    }

    [Fact]
    public void Taxed_documents_carry_both_VAT_ids_and_GST_papers_their_registration()
    {
        Assert.Equal(("DE123456789", "BE0123456789"), (Frozen.Seller.VatId, Frozen.Buyer.VatId));

        var gst = Snapshot.Of(Given.Draft(Given.Usd, Given.Line(1, 100)), Given.Company with { TaxSystem = TaxSystem.Gst, VatId = "27AAPFU0939F1ZV" }, Given.Buyer, Given.Today);
        Assert.Equal("27AAPFU0939F1ZV", gst.Seller.VatId);
    }

    [Fact]
    public void Goods_to_another_member_state_carry_a_delivery_date()
    {
        var goods = Snapshot.Of(Given.Draft(Given.Eur, Given.Line(1, 1, Given.Untaxed(TaxCategory.IntraEuGoods))), Given.Company, Given.Buyer, Given.Today.AddDays(3));

        Assert.Equal(Given.Today.AddDays(3), goods.DeliveryDate);
        Assert.Null(Frozen.DeliveryDate);
    }

    [Fact]
    public void Each_category_that_charges_nothing_has_its_own_reason()
    {
        var draft = Given.Draft(Given.Eur, Given.Line(1, 1, Given.Untaxed(TaxCategory.ReverseCharge)), Given.Line(1, 1, Given.Untaxed(TaxCategory.Exempt)));
        var business = Given.Company with { Tax = new TaxProfile { Reason = "Small business" } };

        Assert.Equal(
            [new ExemptionReason(TaxCategory.Exempt, "Small business", null), new ExemptionReason(TaxCategory.ReverseCharge, null, "VATEX-EU-AE")],
            Snapshot.Of(draft, business, Given.Buyer, Given.Today).Reasons);
        Assert.Empty(Frozen.Reasons);
        Assert.Empty(Snapshot.Of(Given.Draft(Given.Usd, Given.Line(1, 1)), Given.Freelancer, Given.GreenLeaf, Given.Today).Reasons);
    }

    [Fact]
    public void A_credit_note_has_neither_a_due_date_nor_an_account_to_pay_to()
    {
        var note = Snapshot.Of(Draft with { Type = DocumentType.CreditNote }, Given.Company, Given.Buyer, Given.Today);

        Assert.Null(note.DueDate);
        Assert.Null(note.PayTo);
        Assert.NotNull(Frozen.DueDate);
        Assert.NotNull(Frozen.PayTo);
    }

    private static void AssertSortedAndWithoutNumbers(JsonNode? node, string name = "")
    {
        if (node is JsonObject members)
        {
            Assert.Equal(members.Select(m => m.Key).Order(StringComparer.Ordinal), members.Select(m => m.Key));
            foreach (var (key, value) in members)
                AssertSortedAndWithoutNumbers(value, key);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                AssertSortedAndWithoutNumbers(item, name);
        }
        else if (name != "schema_version")
        {
            Assert.NotEqual(JsonValueKind.Number, node!.GetValueKind());
        }
    }
}
