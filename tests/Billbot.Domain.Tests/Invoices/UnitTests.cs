using System.Text.Json;

namespace Billbot.Domain.Tests.Invoices;

public sealed class UnitTests
{
    [Theory]
    [InlineData("hour", "HUR")]
    [InlineData("minute", "MIN")]
    [InlineData("day", "DAY")]
    [InlineData("week", "WEE")]
    [InlineData("month", "MON")]
    [InlineData("year", "ANN")]
    [InlineData("piece", "H87")]
    [InlineData("unit", "C62")]
    [InlineData("service", "E48")]
    [InlineData("lump_sum", "LS")]
    [InlineData("kg", "KGM")]
    [InlineData("km", "KMT")]
    [InlineData("m", "MTR")]
    [InlineData("m2", "MTK")]
    [InlineData("litre", "LTR")]
    [InlineData("percent", "P1")]
    public void A_word_is_a_code_of_Recommendation_20(string word, string code)
    {
        var unit = Unit.Parse(word).Good();

        Assert.Equal((code, word), (unit.Code, unit.Word));
        Assert.Equal(unit, Unit.Parse(code).Good());
        Assert.Equal(unit, JsonSerializer.Deserialize<Unit>(JsonSerializer.Serialize(unit)));
    }

    [Theory]
    [InlineData("Hours", "HUR")]
    [InlineData(" lump  sum ", "LS")]
    [InlineData("m²", "MTK")]
    [InlineData("%", "P1")]
    public void Other_ways_to_write_a_unit_are_understood(string text, string code) => Assert.Equal(code, Unit.Parse(text).Good().Code);

    [Theory]
    [InlineData("KTM")]
    [InlineData("XYZ")]
    [InlineData("hur")]
    [InlineData("")]
    public void Other_units_are_refused(string text) => Assert.Equal("unit_unknown", Unit.Parse(text).Refused().Code);

    [Fact]
    public void A_line_counts_pieces_of_itself_unless_it_says_otherwise() => Assert.Equal("C62", Unit.One.Code);

    [Fact]
    public void Every_unit_is_named_in_the_refusal() =>
        Assert.All(Unit.All, u => Assert.Contains(u.Word, InvoiceProblems.UnitUnknown.Fix, StringComparison.Ordinal));
}
