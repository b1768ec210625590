namespace Billbot.Domain.Tests.Parties;

public sealed class AgreedRateTests
{
    private static readonly AgreedRate Weekly = Rate("Retainer", "week", 4000);
    private static readonly AgreedRate Hourly = Rate("Hourly", "hour", 125);

    [Fact]
    public void Two_weeks_at_the_agreed_weekly_rate_are_one_line_of_8000()
    {
        var rate = Client(Weekly, Hourly).RateNamed("weekly", Given.Usd).Good();
        var line = Given.Line(2, rate.UnitPrice.Value) with { Unit = rate.Unit };

        Assert.Equal("8000.00", Given.Draft(Given.Usd, line).Totals.Payable.AmountText);
    }

    [Theory]
    [InlineData("Retainer")]
    [InlineData("  RETAINER ")]
    [InlineData("weekly")]
    [InlineData("Weekly")]
    public void A_rate_is_found_by_its_name_or_by_the_word_of_its_unit(string name) => Assert.Equal(Weekly, Client(Weekly, Hourly).RateNamed(name, Given.Usd).Good());

    [Fact]
    public void An_exact_name_wins_over_the_word_of_a_unit()
    {
        var named = Rate("weekly", "day", 900);

        Assert.Equal(named, Client(Weekly, named).RateNamed("weekly", Given.Usd).Good());
    }

    [Fact]
    public void No_match_is_answered_with_all_rates()
    {
        var problem = Client(Weekly, Hourly).RateNamed("monthly", Given.Usd).Refused();

        Assert.Equal("rate_not_found", problem.Code);
        Assert.Equal(["Retainer", "Hourly"], Candidates(problem));
        Assert.Equal("rate_not_found", Client().RateNamed("weekly", Given.Usd).Refused().Code);
    }

    [Fact]
    public void Many_matches_are_answered_with_the_candidates_and_never_guessed()
    {
        var problem = Client(Weekly, Rate("On call", "week", 2500), Hourly).RateNamed("weekly", Given.Usd).Refused();

        Assert.Equal("rate_ambiguous", problem.Code);
        Assert.Equal(["Retainer", "On call"], Candidates(problem));
    }

    [Fact]
    public void A_rate_in_another_currency_is_refused() =>
        Assert.Equal("rate_currency", Client(Weekly).RateNamed("Retainer", Given.Eur).Refused().Code);

    [Fact]
    public void What_a_client_has_not_said_follows_the_business()
    {
        var business = Given.Freelancer with { DueDays = 14 };

        Assert.Equal((Given.Usd, 14), (Given.GreenLeaf.CurrencyIn(business), Given.GreenLeaf.DueDaysIn(business)));
        var client = Given.GreenLeaf with { Currency = Given.Eur, DueDays = 0 };
        Assert.Equal((Given.Eur, 0), (client.CurrencyIn(business), client.DueDaysIn(business)));
    }

    private static Client Client(params AgreedRate[] rates) => Given.GreenLeaf with { Rates = rates };

    private static AgreedRate Rate(string name, string unit, decimal price) =>
        new() { Name = name, Unit = Unit.Parse(unit).Good(), UnitPrice = Given.Price(price), Currency = Given.Usd };

    private static IEnumerable<string> Candidates(Problem problem) => problem.Details!["candidates"]!.AsArray().Select(c => c!["name"]!.GetValue<string>());
}
