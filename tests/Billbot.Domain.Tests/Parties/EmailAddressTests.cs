using System.Text.Json;

namespace Billbot.Domain.Tests.Parties;

public sealed class EmailAddressTests
{
    private const string Local64 = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl";

    [Theory]
    [InlineData("billing@greenleaf.example", "billing@greenleaf.example")]
    [InlineData("Jane.O'Hara+invoices@Example.TEST", "Jane.O'Hara+invoices@example.test")]
    [InlineData("a@b.test", "a@b.test")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@b.test", "!#$%&'*+-/=?^_`{|}~@b.test")]
    [InlineData(Local64 + "@b.test", Local64 + "@b.test")]
    [InlineData("a@1a.2b.test", "a@1a.2b.test")]
    [InlineData("u@exämple.test", "u@xn--exmple-cua.test")]
    [InlineData("u@EXÄMPLE.test", "u@xn--exmple-cua.test")]
    [InlineData("u@exa\u0308mple.test", "u@xn--exmple-cua.test")]
    [InlineData("u@xn--exmple-cua.test", "u@xn--exmple-cua.test")]
    [InlineData("u@例え.テスト", "u@xn--r8jz45g.xn--zckzah")]
    public void A_plain_address_is_taken_with_its_domain_as_mail_servers_know_it(string text, string address) =>
        Assert.Equal(address, Given.Email(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@b.test")]
    [InlineData("a@")]
    [InlineData("a@b")]
    [InlineData("a@b.test, c@d.test")]
    [InlineData("a@b.test;c@d.test")]
    [InlineData("a@b@c.test")]
    [InlineData("\"x y\"@d.test")]
    [InlineData("x y@d.test")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@b.test\n")]
    [InlineData("a@b.test\r\nBcc: x@y.test")]
    [InlineData(" a@b.test")]
    [InlineData("a@b.test ")]
    [InlineData("<a@b.test>")]
    [InlineData("Ann <a@b.test>")]
    [InlineData("mailto:a@b.test")]
    [InlineData("a(comment)@b.test")]
    [InlineData("m" + Local64 + "@b.test")]
    [InlineData(".a@b.test")]
    [InlineData("a.@b.test")]
    [InlineData("a..b@c.test")]
    [InlineData("a@-b.test")]
    [InlineData("a@b-.test")]
    [InlineData("a@b..test")]
    [InlineData("a@.b.test")]
    [InlineData("a@b.test.")]
    [InlineData("a@b_c.test")]
    [InlineData("a@b.42")]
    [InlineData("a@" + Local64 + ".test")]
    [InlineData("ü@exämple.test")]
    [InlineData("a\u0000@b.test")]
    [InlineData("a@b\u0000.test")]
    [InlineData("a@exa\u200Bmple.test")]
    [InlineData("a@exa\u00ADmple.test")]
    [InlineData("a@exa\u202Emple.test")]
    [InlineData("a@exa\u2060mple.test")]
    [InlineData("a@exa\uFE0Fmple.test")]
    [InlineData("a@example\u3002test")]
    [InlineData("a@\uFF45xample.test")]
    [InlineData("a\uFF20b.test")]
    [InlineData("a@exa\uD800mple.test")]
    public void What_is_not_one_plain_address_is_refused(string text)
    {
        Assert.Equal("invalid_email", EmailAddress.Parse(text).Refused().Code);
        Assert.False(EmailAddress.TryParse(text, out _));
    }

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        var label = new string('d', 61);
        var longest = $"{Local64}@{label}.{label}.{label}.tt";
        Assert.Equal(253, longest.Length);

        Assert.Equal(longest + "t", Given.Email(longest + "t").Value);
        Assert.False(EmailAddress.TryParse(longest + "tt", out _));
        Assert.False(EmailAddress.TryParse(null, out _));
    }

    [Fact]
    public void An_address_comes_back_from_json_as_it_went()
    {
        var json = JsonSerializer.Serialize(Given.Email("u@exämple.test"));

        Assert.Equal("\"u@xn--exmple-cua.test\"", json);
        Assert.Equal("xn--exmple-cua.test", JsonSerializer.Deserialize<EmailAddress>(json).Domain);
    }
}
