namespace Billbot.Domain.Tests.Parties;

public sealed class CountryTests
{
    [Fact]
    public void Exactly_the_249_countries_of_ISO_3166_are_known()
    {
        var known = (from a in Enumerable.Range('A', 26) from b in Enumerable.Range('A', 26) select $"{(char)a}{(char)b}").Where(Country.IsKnown).ToList();

        Assert.Equal(249, known.Count);
        Assert.All("AF AX BQ CW DE EH FR GB GG HK IM IN JE MF PS SS SX TF TL US UM VA XX ZW".Split(' ').Where(c => c != "XX"), c => Assert.Contains(c, known));
    }

    [Theory]
    [InlineData("UK")]
    [InlineData("EL")]
    [InlineData("XI")]
    [InlineData("EU")]
    [InlineData("AN")]
    [InlineData("us")]
    [InlineData("USA")]
    [InlineData("")]
    public void What_is_no_country_is_refused(string code) => Assert.Equal("country_unknown", Country.Parse(code).Refused().Code);

    [Theory]
    [InlineData("DE", true)]
    [InlineData("GR", true)]
    [InlineData("HR", true)]
    [InlineData("GB", false)]
    [InlineData("CH", false)]
    [InlineData("NO", false)]
    [InlineData(null, false)]
    public void The_union_is_its_member_states(string? code, bool member) => Assert.Equal(member, Country.IsInEu(code));

    [Fact]
    public void The_union_has_27_members() =>
        Assert.Equal(27, (from a in Enumerable.Range('A', 26) from b in Enumerable.Range('A', 26) select $"{(char)a}{(char)b}").Count(Country.IsInEu));

    [Theory]
    [InlineData("FR", NumberingMode.OnSend)]
    [InlineData("ES", NumberingMode.OnSend)]
    [InlineData("IT", NumberingMode.OnSend)]
    [InlineData("PT", NumberingMode.OnSend)]
    [InlineData("PL", NumberingMode.OnSend)]
    [InlineData("BE", NumberingMode.OnSend)]
    [InlineData("IN", NumberingMode.OnSend)]
    [InlineData("DE", NumberingMode.OnCreate)]
    [InlineData("US", NumberingMode.OnCreate)]
    [InlineData("GB", NumberingMode.OnCreate)]
    [InlineData(null, NumberingMode.OnCreate)]
    public void Numbers_are_taken_when_the_country_wants_them(string? country, NumberingMode mode) => Assert.Equal(mode, Country.NumberingModeOf(country));

    [Theory]
    [InlineData("US", true)]
    [InlineData("CA", true)]
    [InlineData("DE", false)]
    [InlineData(null, false)]
    public void Letters_are_written_on_the_paper_of_the_country(string? country, bool letter) => Assert.Equal(letter, Country.UsesLetterPaper(country));
}
