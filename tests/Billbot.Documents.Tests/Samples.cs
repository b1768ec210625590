using Billbot.Domain;

namespace Billbot.Documents.Tests;

/// <summary>Snapshots as the domain would freeze them.</summary>
internal static class Samples
{
    private static readonly InvoiceId Id = EntityId.From<InvoiceId>(new Guid("018e2f00-0000-7000-8000-000000000001"));

    public static readonly Party Freelancer = new()
    {
        Name = "Dana Whitfield Consulting",
        Address = new Address { Line1 = "2140 Alder Street", City = "Portland", Region = "OR", PostalCode = "97205", Country = "US" },
        Email = "dana@whitfield.example",
        Phone = "+1 503 555 0142",
    };

    public static readonly Party GreenLeafParty = new()
    {
        Name = "GreenLeaf Organic",
        Address = new Address { Line1 = "88 Harvest Lane", Line2 = "Suite 300", City = "Boulder", Region = "CO", PostalCode = "80302", Country = "US" },
        Email = "billing@greenleaf.example",
    };

    public static readonly Party German = new()
    {
        Name = "Lindenhof Software GmbH",
        Address = new Address { Line1 = "Lindenstraße 12", City = "Berlin", PostalCode = "10969", Country = "DE" },
        VatId = "DE123456789",
        LegalId = "HRB 12345 B",
        ContactName = "Jürgen Groß",
        Email = "rechnung@lindenhof.example",
        Phone = "+49 30 901820",
    };

    public static readonly Party French = new()
    {
        Name = "Société Générale d’Exemple SAS",
        Address = new Address { Line1 = "14 rue de l’Université", City = "Paris", PostalCode = "75007", Country = "FR" },
        VatId = "FR40123456824",
        Email = "comptabilite@exemple.example",
    };

    public static readonly BankAccount Sepa = new() { Iban = "DE89370400440532013000", Bic = "COBADEFFXXX", BankName = "Commerzbank" };

    public static readonly BankAccount American = new() { AccountNumber = "000123456789", RoutingNumber = "021000021", BankName = "First Coast Bank" };

    /// <summary>The invoice that every face of the product is shown with.</summary>
    public static Snapshot GreenLeaf() =>
        Of(Freelancer, GreenLeafParty, "USD", TaxSystem.None, [Line("Design consulting, March 2026\nProduct pages, checkout and the seasonal catalogue", 60, 125, "hour"), Line("Onboarding workshop", 1, 500, "unit")]) with
        {
            Number = "INV-2026-0015",
            PayTo = American,
            PaymentTerms = "Payment is due within 30 days. Please quote the invoice number.",
            Notes = "Thank you for your business.",
        };

    /// <summary>Example A2 of the domain's arithmetic, with long descriptions.</summary>
    public static Snapshot GermanVat() =>
        Of(German, French, "EUR", TaxSystem.Vat,
        [
            Line("API-Integrationsworkshop\nZwei volle Tage mit dem Plattformteam, einschließlich Vorbereitung, Unterlagen und einer schriftlichen Zusammenfassung aller getroffenen Entscheidungen.", 2, 1450, "day", 19),
            Line("Senior Engineering, vor Ort", 37.5m, 118.50m, "hour", 19),
            Line("Verwaltetes PostgreSQL-Hosting (HA, 3 Knoten)\nOktober 2026, 744 Stunden, Sicherungen werden 35 Tage in einer zweiten Region aufbewahrt; die Wiederherstellung auf einen Zeitpunkt wurde am 14. Oktober geprüft.", 1, 389.99m, "month", 19),
            Line("Penetrationstest mit schriftlichem Bericht", 1, 4200, "piece", 19),
            Line("Technische Dokumentation für Schnittstellen\nUmfasst Überarbeitung der OpenAPI-Beschreibungen, Prüfung der Beispiele und Übergabe als PDF/UA.", 12.25m, 95, "hour", 19),
            Line("Résumé des coûts – Zusatzmodul «Łódź»", 3, 12.345m, "piece", 19),
            Line("Gedrucktes Handbuch\nErmäßigter Satz: Bücher", 40, 8.90m, "piece", 7),
        ]) with
        {
            Number = "RE-2026-000417",
            Locale = "de-DE",
            IssueDate = new DateOnly(2026, 11, 22),
            DueDate = new DateOnly(2026, 12, 22),
            BuyerReference = "04011000-12345-34",
            PayTo = Sepa,
            PaymentTerms = "Bitte geben Sie bei der Zahlung die Rechnungsnummer an. Bei Zahlungsverzug berechnen wir Zinsen von neun Prozentpunkten über dem Basiszinssatz (§ 288 BGB).",
            Notes = "Leistungszeitraum: 1.–31. Oktober 2026.",
        };

    public static Snapshot WithLines(int count) =>
        Of(German, French, "EUR", TaxSystem.Vat, [.. Enumerable.Range(1, count).Select(i => Line(
            i % 3 == 0 ? $"Service call {i}\nTravel, diagnosis and repair of unit {i * 7919 % 1000}, including a written report." : $"Replacement part no. {i * 7919 % 100000}",
            i % 4 + 1, 10 + i * 37 % 900 + 0.95m, i % 3 == 0 ? "hour" : "piece", i % 5 == 0 ? 7 : 19))]) with
        {
            Number = $"INV-2026-{count:0000}",
            PayTo = Sepa,
        };

    public static LineItem Line(string description, decimal quantity, decimal price, string unit = "unit", decimal? rate = null) => new()
    {
        Description = description,
        Quantity = Value(Quantity.Of(quantity)),
        UnitPrice = Value(UnitPrice.Of(price)),
        Unit = Value(Unit.Parse(unit)),
        Tax = rate is { } percent ? Value(TaxTreatment.Of(null, Value(Rate.Of(percent)))) : TaxTreatment.OutsideScope,
    };

    public static Snapshot Of(Party seller, Party buyer, string currency, TaxSystem system, IReadOnlyList<LineItem> lines, IReadOnlyList<Adjustment>? adjustments = null, Money? prepaid = null, Money? rounding = null) => new()
    {
        InvoiceId = Id,
        Type = DocumentType.Invoice,
        Number = "INV-2026-0001",
        IssueDate = new DateOnly(2026, 3, 9),
        DueDate = new DateOnly(2026, 4, 8),
        Locale = "en-US",
        TaxSystem = system,
        Seller = seller,
        Buyer = buyer,
        Lines = lines,
        Adjustments = adjustments ?? [],
        Totals = Value(InvoiceTotals.Of(Currency.Of(currency), lines, adjustments, prepaid, rounding)),
    };

    public static T Value<T>(Result<T> result) where T : notnull => result.Succeeded(out var value, out var problem) ? value : throw new InvalidOperationException(problem.Message);
}
