namespace Billbot.Domain.Tests.Parties;

public sealed class BankAccountTests
{
    [Theory]
    [InlineData("DE89370400440532013000")]
    [InlineData("GB82WEST12345698765432")]
    [InlineData("FR1420041010050500013M02606")]
    [InlineData("NO9386011117947")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    public void An_iban_with_right_check_digits_is_taken(string iban) => Assert.Equal(iban, Iban.Parse(iban).Good());

    [Fact]
    public void Blanks_and_small_letters_of_an_iban_are_tidied() => Assert.Equal("GB82WEST12345698765432", Iban.Parse(" gb82 west 1234 5698 7654 32").Good());

    [Theory]
    [InlineData("")]
    [InlineData("DE88370400440532013000")]
    [InlineData("DE89370400440532013001")]
    [InlineData("DE89370400440532031000")]
    [InlineData("DE8937040044053201300")]
    [InlineData("8937DE0400440532013000")]
    [InlineData("DEAB370400440532013000")]
    [InlineData("DE89-3704-0044-0532-0130-00")]
    [InlineData("DE8937040044053201300\u0660")]
    [InlineData("NO938601111794")]
    public void An_iban_that_can_not_be_is_refused(string iban) => Assert.Equal("invalid_iban", Iban.Parse(iban).Refused().Code);

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("99")]
    public void Check_digits_that_no_bank_gives_out_are_refused(string digits)
    {
        // 97, 98 and 02 leave the same remainder; accounts were found for which the check itself holds.
        var accounts = Enumerable.Range(0, 97).Select(n => $"DE{digits}37040044053201{n:0000}");

        Assert.All(accounts, iban => Assert.Equal("invalid_iban", Iban.Parse(iban).Refused().Code));
    }

    [Fact]
    public void An_iban_of_another_length_than_its_country_has_is_refused()
    {
        var shorter = Enumerable.Range(2, 97).Select(check => $"DE{check:00}37040044053201300").ToList();
        var ofNoRegistry = Enumerable.Range(2, 97).Select(check => $"ZZ{check:00}37040044053201300").ToList();

        Assert.All(shorter, iban => Assert.Equal("invalid_iban", Iban.Parse(iban).Refused().Code));
        Assert.Single(ofNoRegistry, iban => Iban.Parse(iban).Succeeded(out _, out _));
    }

    [Theory]
    [InlineData("COBADEFF", "COBADEFF")]
    [InlineData("cobadeffxxx", "COBADEFFXXX")]
    [InlineData("BOFAUS3N", "BOFAUS3N")]
    public void A_bic_has_8_or_11_characters(string text, string bic) => Assert.Equal(bic, Bic.Parse(text).Good());

    [Theory]
    [InlineData("")]
    [InlineData("COBADEF")]
    [InlineData("COBADEFFX")]
    [InlineData("COBADEFFXXXX")]
    [InlineData("COBA1EFF")]
    [InlineData("COBADE_F")]
    public void Other_bics_are_refused(string text) => Assert.Equal("invalid_bic", Bic.Parse(text).Refused().Code);

    [Fact]
    public void An_invoice_is_paid_to_the_account_of_its_currency_then_to_the_default()
    {
        var any = new BankAccount { BankName = "any" };
        var euro = new BankAccount { BankName = "euro", Currency = Given.Eur };
        var euroFirst = new BankAccount { BankName = "euro first", Currency = Given.Eur, IsDefault = true };
        var standard = new BankAccount { BankName = "default", IsDefault = true };

        Assert.Equal(euroFirst, BankAccount.Choose([standard, any, euro, euroFirst], Given.Eur));
        Assert.Equal(euro, BankAccount.Choose([standard, any, euro], Given.Eur));
        Assert.Equal(standard, BankAccount.Choose([any, euro, standard], Given.Usd));
        Assert.Equal(any, BankAccount.Choose([euro, any], Given.Usd));
        Assert.Null(BankAccount.Choose([euro], Given.Usd));
        Assert.Null(BankAccount.Choose([], Given.Usd));
    }
}
