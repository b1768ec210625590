using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>The seller, our tenant. Field numbers are those of EN 16931.</summary>
public sealed record Business
{
    public required BusinessId Id { get; init; }

    /// <summary>BT-27; missing until the owner says it, which must be before the first invoice is issued.</summary>
    public string? Name { get; init; }

    /// <summary>BT-28.</summary>
    public string? TradeName { get; init; }

    public Address Address { get; init; } = new();

    /// <summary>ISO 3166-1 (BT-40).</summary>
    [JsonIgnore]
    public string? Country => Address.Country;

    /// <summary>IANA id; decides what day it is.</summary>
    public required string TimeZone { get; init; }

    /// <summary>BCP 47, for documents to clients that have none of their own.</summary>
    public required string Locale { get; init; }

    /// <summary>For clients that have none of their own.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Nobody has chosen the currency yet: it follows the country until a number is taken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CurrencyAssumed { get; init; }

    /// <summary>Sender and reply address of mails (BT-43).</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>BT-41.</summary>
    public string? ContactName { get; init; }

    /// <summary>BT-42.</summary>
    public string? Phone { get; init; }

    /// <summary>BT-31.</summary>
    public string? VatId { get; init; }

    /// <summary>BT-32.</summary>
    public string? TaxNumber { get; init; }

    /// <summary>BT-30, e.g. a company register number.</summary>
    public string? LegalId { get; init; }

    public TaxSystem TaxSystem { get; init; }

    /// <summary>What the tax is called on paper, e.g. "GST"; the language's own word where missing.</summary>
    public string? TaxLabel { get; init; }

    /// <summary>How lines are taxed where neither line nor client say otherwise; the reason is the small-business text.</summary>
    public TaxProfile Tax { get; init; } = new();

    /// <summary>Days from issue to due, 0 to 3650, for clients that have none of their own.</summary>
    public int DueDays { get; init; } = 30;

    public MonthDay FiscalYearStart { get; init; } = new(1, 1);

    /// <summary>The rules that the first number was taken by, or will be.</summary>
    public NumberingSettings Numbering { get; init; } = new();

    /// <summary>What took their place later or will, in the order of dates.</summary>
    public IReadOnlyList<NumberingChange>? NumberingChanges { get; init; }

    public IReadOnlyList<BankAccount> BankAccounts { get; init; } = [];

    /// <summary>Printed as payment terms on every invoice (BT-20).</summary>
    public string? PaymentTerms { get; init; }

    /// <summary>The date of <paramref name="now"/> where the business is. The only way from an instant to a date.</summary>
    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    /// <summary>The rules for documents dated <paramref name="issueDate"/>.</summary>
    public NumberingRules NumberingRulesOn(DateOnly issueDate) => NumberingChanges?.LastOrDefault(c => c.From <= issueDate)?.Rules ?? NumberingRules;

    /// <summary>
    /// When a document dated <paramref name="issueDate"/> takes its number: by the rules of that date, but never into the middle of a series that is strict by now.
    /// </summary>
    public NumberingMode NumberingModeOf(NumberedDocument document, DateOnly issueDate, DateOnly today)
    {
        var (own, present) = (NumberingRulesOn(issueDate), NumberingRulesOn(today));
        return present.Mode == NumberingMode.OnSend && present.PeriodOf(document, today) == own.PeriodOf(document, issueDate) ? NumberingMode.OnSend : own.Mode;
    }

    /// <summary>The rules this business began with, with its country's defaults for what it has not chosen; see <see cref="NumberingRulesOn"/>.</summary>
    [JsonIgnore]
    public NumberingRules NumberingRules => new(
        Numbering.Mode ?? Domain.Country.NumberingModeOf(Country),
        NumberPattern.OfStored(Numbering.InvoicePattern ?? NumberPattern.DefaultOf(NumberedDocument.Invoice, Country)),
        NumberPattern.OfStored(Numbering.CreditNotePattern ?? NumberPattern.DefaultOf(NumberedDocument.CreditNote, Country)),
        FiscalYearStart);

    /// <summary>What an invoice can not be issued without, as the flags of <c>billbot business set</c> name it.</summary>
    public IReadOnlyList<string> Missing()
    {
        var missing = new List<string>();
        if (Name is null)
            missing.Add("name");
        if (Country is null)
            missing.Add("country");
        if (Email is null)
            missing.Add("email");
        if (TaxSystem == TaxSystem.Vat)
        {
            if (Address.Line1 is null || Address.City is null)
                missing.Add("address");
            if (VatId is null && TaxNumber is null)
                missing.Add("vat-id");
        }

        return missing;
    }
}

/// <summary>A day of the year, e.g. the first of a fiscal year. 29 February is not possible.</summary>
public readonly record struct MonthDay(int Month, int Day)
{
    /// <summary>Reads <c>MM-DD</c>. Refuses <c>invalid_date</c>.</summary>
    public static Result<MonthDay> Parse(string text)
    {
        if (text is [var m1 and >= '0' and <= '1', var m2 and >= '0' and <= '9', '-', var d1 and >= '0' and <= '3', var d2 and >= '0' and <= '9'])
        {
            var (month, day) = (((m1 - '0') * 10) + m2 - '0', ((d1 - '0') * 10) + d2 - '0');
            if (month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2001, month))
                return new MonthDay(month, day);
        }

        return PartyProblems.InvalidMonthDay;
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");
}
