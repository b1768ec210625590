using System.Text.Json.Nodes;

namespace Billbot.Domain;

/// <summary>Refusals about sellers, buyers and their details.</summary>
public static class PartyProblems
{
    public static Problem InvalidEmail { get; } = new(
        ProblemKind.Invalid,
        "invalid_email",
        "This is not one plain e-mail address.",
        "Send a single address such as billing@greenleaf.example, without a name, quotes or a second address.",
        "/email");

    public static Problem CountryUnknown { get; } = new(
        ProblemKind.Invalid,
        "country_unknown",
        "There is no such country code.",
        "Send two upper-case letters of ISO 3166-1, for example US or DE.",
        "/country");

    public static Problem InvalidIban { get; } = new(
        ProblemKind.Invalid,
        "invalid_iban",
        "The IBAN's length or check digits are wrong.",
        "Check it against the bank's papers.",
        "/iban");

    public static Problem InvalidBic { get; } = new(
        ProblemKind.Invalid,
        "invalid_bic",
        "A BIC has 8 or 11 letters and digits.",
        "Check it against the bank's papers, or leave it out.",
        "/bic");

    public static Problem InvalidTaxId { get; } = new(
        ProblemKind.Invalid,
        "invalid_tax_id",
        "The tax id does not have the form of its country.",
        "Send it with its country prefix, for example DE123456789 (Greece: EL); ask the user when unsure.",
        "/tax_id");

    public static Problem InvalidMonthDay { get; } = new(
        ProblemKind.Invalid,
        "invalid_date",
        "This is no day of every year.",
        "Write MM-DD, for example 04-01.",
        "/fiscal_year_start");

    public static Problem TimeZoneUnknown { get; } = new(
        ProblemKind.Invalid,
        "time_zone_unknown",
        "There is no such time zone.",
        "Send an IANA id, for example America/New_York or Europe/Berlin.",
        "/time_zone");

    public static Problem LocaleUnknown { get; } = new(
        ProblemKind.Invalid,
        "locale_unknown",
        "This is no language tag.",
        "Send a tag such as en-US, de-DE or fr.",
        "/locale");

    public static Problem NameMissing { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "name must not be empty.",
        "Send the legal or trading name.",
        "/name");

    public static Problem DueDaysOutOfRange { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "due_days lies between 0 and 3650.",
        "Send whole days after issue, for example 30.",
        "/due_days");

    public static Problem TooManyRates { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "A client has at most 20 agreed rates.",
        "Keep the rates that are in use.",
        "/rates");

    public static Problem RateNameTwice { get; } = new(
        ProblemKind.Invalid,
        "rate_ambiguous",
        "Two agreed rates have the same name.",
        "Give each rate a name of its own.",
        "/rates");

    public static Problem RateNotFound(IReadOnlyList<AgreedRate> known) => new(
        ProblemKind.Invalid,
        "rate_not_found",
        "The client has no agreed rate of this name.",
        "Use a name from details.candidates, or send unit_price instead of rate.",
        "/rate")
    {
        Details = Candidates(known),
    };

    public static Problem RateAmbiguous(IReadOnlyList<AgreedRate> matching) => new(
        ProblemKind.Invalid,
        "rate_ambiguous",
        "More than one agreed rate could be meant.",
        "Use the full name of one of details.candidates.",
        "/rate")
    {
        Details = Candidates(matching),
    };

    public static Problem RateCurrency(Currency agreed, Currency wanted) => new(
        ProblemKind.Invalid,
        "rate_currency",
        $"The rate is agreed in {agreed}, the invoice is in {wanted}.",
        $"Write the invoice in {agreed}, or send unit_price in {wanted}.",
        "/rate");

    private static JsonObject Candidates(IReadOnlyList<AgreedRate> rates) => new()
    {
        ["candidates"] = new JsonArray([.. rates.Select(r => new JsonObject
        {
            ["name"] = r.Name,
            ["unit"] = r.Unit.Word,
            ["unit_price"] = r.UnitPrice.ToString(),
            ["currency"] = r.Currency.Code,
        })]),
    };
}
