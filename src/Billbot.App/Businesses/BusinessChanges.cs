using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Businesses;

/// <summary>Reads what the owner says of a business into a business: not given leaves, an empty text clears.</summary>
internal static class BusinessChanges
{
    public static Business ApplyTo(Business present, UpdateBusinessInput input, NumberUse? use, Faults faults)
    {
        if (input.DueDays is < 0 or > 3650)
            faults.Add(PartyProblems.DueDaysOutOfRange);
        if (input.TimeZone is { } zone && !IsTimeZone(zone))
            faults.Add(PartyProblems.TimeZoneUnknown);
        if (input.Locale is { } locale && !Locales.IsKnown(locale))
            faults.Add(PartyProblems.LocaleUnknown);

        var address = input.Address is null ? present.Address : input.Address.Read(faults, present.Address);
        if (input.Country is { } country)
            address = address with { Country = faults.ParseText(country, Country.Parse, "/country") };

        var changed = present with
        {
            Name = input.Name.Or(present.Name),
            TradeName = input.TradeName.Or(present.TradeName),
            Address = address,
            TimeZone = input.TimeZone ?? present.TimeZone,
            Locale = input.Locale ?? present.Locale,
            Currency = CurrencyOf(present, input, address.Country, use, faults),
            CurrencyAssumed = present.CurrencyAssumed && input.Currency is null && use is null,
            Email = input.Email is null ? present.Email : faults.Parse(input.Email, EmailAddress.Parse, "/email"),
            ContactName = input.ContactName.Or(present.ContactName),
            Phone = input.Phone.Or(present.Phone),
            VatId = input.VatId is null ? present.VatId : faults.ParseText(input.VatId, VatId.Parse, "/vat_id"),
            TaxNumber = input.TaxNumber.Or(present.TaxNumber),
            LegalId = input.LegalId.Or(present.LegalId),
            TaxSystem = input.TaxSystem is null ? present.TaxSystem : faults.Take(SystemOf(input.TaxSystem)),
            TaxLabel = input.TaxLabel.Or(present.TaxLabel),
            Tax = input is { TaxCategory: null, TaxRate: null, ExemptionText: null }
                ? present.Tax
                : TaxInput.Read(input.TaxCategory, input.TaxRate, input.ExemptionText, present.Tax, faults, "/tax_category", "/tax_rate"),
            DueDays = input.DueDays ?? present.DueDays,
            BankAccounts = input.BankAccounts is null ? present.BankAccounts : [.. input.BankAccounts.Select((account, i) => AccountOf(account, i, faults))],
            PaymentTerms = input.PaymentTerms.Or(present.PaymentTerms),
        };
        return WithNumbering(present, changed, input, use, faults);
    }

    private static Currency CurrencyOf(Business present, UpdateBusinessInput input, string? country, NumberUse? use, Faults faults)
    {
        if (input.Currency is { } chosen)
            return faults.Take(Currency.Parse(chosen));
        return (present.CurrencyAssumed && use is null && country != present.Country ? Country.CurrencyOf(country) : null) ?? present.Currency;
    }

    private static Business WithNumbering(Business present, Business business, UpdateBusinessInput input, NumberUse? use, Faults faults)
    {
        if (use is not null)
            return input is { Numbering: null, FiscalYearStart: null } ? business : Switched(business, input, use, faults);

        // Indian fiscal years begin in April; a start that was said stays.
        var start = input.FiscalYearStart is { } given ? faults.Take(MonthDay.Parse(given))
            : business.Country == "IN" && present.Country != "IN" ? new MonthDay(4, 1)
            : business.FiscalYearStart;
        var settings = business.Numbering;
        if (input.Numbering is { } numbering)
        {
            settings = new NumberingSettings
            {
                Mode = numbering.Mode is null ? settings.Mode : faults.Take(ModeOf(numbering.Mode)),
                InvoicePattern = numbering.InvoicePattern.Or(settings.InvoicePattern),
                CreditNotePattern = numbering.CreditNotePattern.Or(settings.CreditNotePattern),
            };
        }

        var changed = business with { Numbering = settings, FiscalYearStart = start };
        if (settings.InvoicePattern is { } invoices)
            faults.Take(NumberPattern.Parse(invoices, business.Country), "/numbering/invoice_pattern");
        if (settings.CreditNotePattern is { } creditNotes)
            faults.Take(NumberPattern.Parse(creditNotes, business.Country), "/numbering/credit_note_pattern");
        if (!faults.Any && changed.NumberingRules is var rules && rules.Invoice.MayEqual(rules.CreditNote))
            faults.Add(NumberingProblems.Overlap);
        return changed;
    }

    /// <summary>Numbers are taken: the present period keeps its rules, the next one gets the new ones.</summary>
    private static Business Switched(Business business, UpdateBusinessInput input, NumberUse use, Faults faults)
    {
        var latest = business.NumberingRulesOn(DateOnly.MaxValue);
        var wanted = new NumberingRules(
            input.Numbering?.Mode is { } mode ? faults.Take(ModeOf(mode)) : latest.Mode,
            PatternOf(NumberedDocument.Invoice, input.Numbering?.InvoicePattern, "/numbering/invoice_pattern"),
            PatternOf(NumberedDocument.CreditNote, input.Numbering?.CreditNotePattern, "/numbering/credit_note_pattern"),
            input.FiscalYearStart is { } start ? faults.Take(MonthDay.Parse(start)) : latest.FiscalYearStart);
        return faults.Any ? business : faults.Take(NumberingSwitch.Plan(business, wanted, use)) ?? business;

        // A pattern that stays is not judged again by the rules of another country; an empty text stands for the country's own.
        NumberPattern PatternOf(NumberedDocument document, string? given, string field) =>
            given is null || given == latest.PatternOf(document).Text
                ? latest.PatternOf(document)
                : faults.Take(NumberPattern.Parse(given.Length > 0 ? given : NumberPattern.DefaultOf(document, business.Country), business.Country), field);
    }

    private static BankAccount AccountOf(BankAccountInput account, int index, Faults faults) => new()
    {
        Holder = account.Holder.Or(null),
        Iban = faults.ParseText(account.Iban, Iban.Parse, Faults.Item("bank_accounts", index, "/iban")),
        AccountNumber = account.AccountNumber.Or(null),
        RoutingNumber = account.RoutingNumber.Or(null),
        Bic = faults.ParseText(account.Bic, Bic.Parse, Faults.Item("bank_accounts", index, "/bic")),
        BankName = account.BankName.Or(null),
        Currency = faults.ParseText(account.Currency, Currency.Parse, Faults.Item("bank_accounts", index, "/currency")),
        IsDefault = account.IsDefault ?? index == 0,
    };

    private static bool IsTimeZone(string id) => id.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId;

    private static Result<TaxSystem> SystemOf(string text) => text switch
    {
        "none" => TaxSystem.None,
        "vat" => TaxSystem.Vat,
        "sales_tax" => TaxSystem.SalesTax,
        "gst" => TaxSystem.Gst,
        _ => TaxProblems.SystemUnknown,
    };

    private static Result<NumberingMode> ModeOf(string text) => text switch
    {
        "on_create" => NumberingMode.OnCreate,
        "on_send" => NumberingMode.OnSend,
        _ => NumberingProblems.ModeUnknown,
    };
}
