using System.Globalization;
using Billbot.Domain;

namespace Billbot.Documents;

/// <summary>Every text of a snapshot that people wrote and the document prints, with the name of its field.</summary>
internal static class PrintedTexts
{
    public static IEnumerable<(string Field, string? Text)> Of(Snapshot snapshot) =>
    [
        .. OfParty("/business", snapshot.Seller),
        .. OfParty("/client", snapshot.Buyer),
        .. snapshot.Lines.SelectMany(OfLine),
        .. snapshot.Adjustments.Select((adjustment, i) => (At("/adjustments", i, "reason"), (string?)adjustment.Reason)),
        .. snapshot.Reasons.Select(reason => ("/business/tax/reason", reason.Text)),
        .. OfAccount(snapshot.PayTo),
        ("/business/tax_label", snapshot.TaxLabel),
        ("/business/payment_terms", snapshot.PaymentTerms),
        ("/notes", snapshot.Notes),
        ("/po_number", snapshot.PoNumber),
        ("/client/buyer_reference", snapshot.BuyerReference),
    ];

    private static IEnumerable<(string, string?)> OfParty(string field, Party party) =>
    [
        (field + "/name", party.Name),
        (field + "/trade_name", party.TradeName),
        (field + "/address/line1", party.Address.Line1),
        (field + "/address/line2", party.Address.Line2),
        (field + "/address/city", party.Address.City),
        (field + "/address/region", party.Address.Region),
        (field + "/address/postal_code", party.Address.PostalCode),
        (field + "/vat_id", party.VatId),
        (field + "/tax_number", party.TaxNumber),
        (field + "/legal_id", party.LegalId),
        (field + "/contact_name", party.ContactName),
        (field + "/email", party.Email),
        (field + "/phone", party.Phone),
    ];

    private static IEnumerable<(string, string?)> OfLine(LineItem line, int index) =>
    [
        (At("/line_items", index, "description"), line.Description),
        .. line.Adjustments.Select((adjustment, i) => (At(At("/line_items", index, "adjustments"), i, "reason"), (string?)adjustment.Reason)),
    ];

    private static IEnumerable<(string, string?)> OfAccount(BankAccount? account) => account is null ? [] :
    [
        ("/business/bank_account/holder", account.Holder),
        ("/business/bank_account/account_number", account.AccountNumber),
        ("/business/bank_account/routing_number", account.RoutingNumber),
        ("/business/bank_account/bank_name", account.BankName),
    ];

    private static string At(string list, int index, string field) => string.Create(CultureInfo.InvariantCulture, $"{list}/{index}/{field}");
}
