using System.CommandLine;
using System.Text.Json.Nodes;
using Billbot.App.Businesses;

namespace Billbot.Server.Cli;

/// <summary><c>billbot business set</c>: what stands on invoices about the seller, and how they are numbered and taxed.</summary>
internal static class BusinessSetCommand
{
    private const string BankAccount = "bank_account";

    public static Command Make(Terminal terminal)
    {
        var fields = new Fields()
            .Text("--name", "name", "Legal name.")
            .Text("--trade-name", "trade_name", "Name the business trades under.")
            .Text("--country", "country", "ISO 3166-1, e.g. US. Decides the defaults of tax and numbering.")
            .Text("--currency", "currency", "ISO 4217, e.g. USD; for clients without their own.")
            .Text("--time-zone", "time_zone", "IANA name, e.g. America/New_York. Decides which day it is.")
            .Text("--locale", "locale", "Language and country, e.g. en-US, de-DE.")
            .Text("--email", "email", "Sender and reply address of mails.")
            .Text("--phone", "phone", "Printed on invoices.")
            .Text("--contact-name", "contact_name", "Whom a client asks.")
            .Text("--address-line1", "address/line1", "Street and number.")
            .Text("--address-line2", "address/line2", "Second line of the address.")
            .Text("--city", "address/city", "City.")
            .Text("--region", "address/region", "State, province or county.")
            .Text("--postal-code", "address/postal_code", "Postal code.")
            .Text("--vat-id", "vat_id", "VAT identification number with its country prefix.")
            .Text("--tax-number", "tax_number", "Local tax number.")
            .Text("--legal-id", "legal_id", "Company register number.")
            .Text("--tax-system", "tax_system", "none, vat, sales_tax or gst.")
            .Text("--tax-label", "tax_label", "What the tax is called on paper.")
            .Number("--tax-rate", "tax_rate", "Percent, where neither line nor client say otherwise.")
            .Text("--tax-category", "tax_category", "standard, zero, exempt, reverse_charge, export, outside_scope …")
            .Text("--exemption-text", "exemption_text", "Why no tax is charged, as printed.")
            .Whole("--due-days", "due_days", "Days until an invoice is due, for clients without their own.")
            .Text("--fiscal-year-start", "fiscal_year_start", "MM-DD.")
            .Text("--numbering-mode", "numbering/mode", "on_create or on_send. Once a number is taken, this, the patterns and the fiscal year change from the next period on.")
            .Text("--invoice-pattern", "numbering/invoice_pattern", "E.g. INV-{yyyy}-{seq:0000}.")
            .Text("--credit-note-pattern", "numbering/credit_note_pattern", "E.g. CN-{yyyy}-{seq:0000}.")
            .Text("--iban", $"{BankAccount}/iban", "Account to pay to. The bank flags together are the one account and replace what was there.")
            .Text("--bic", $"{BankAccount}/bic", "BIC of the bank.")
            .Text("--bank-name", $"{BankAccount}/bank_name", "Name of the bank.")
            .Text("--account-number", $"{BankAccount}/account_number", "Where there is no IBAN.")
            .Text("--routing-number", $"{BankAccount}/routing_number", "Routing number, sort code or BSB.")
            .Text("--account-holder", $"{BankAccount}/holder", "If it is not the business.")
            .Text("--payment-terms", "payment_terms", "Printed on every invoice.");

        var command = OfficeCommand.MakeFounding(terminal, "set", "Changes the business; what is not given stays, an empty text takes a value away.", async call =>
        {
            if (!InputFile.Read<UpdateBusinessInput, BusinessView>(call.Parse.GetValue(InputFile.Option)).Succeeded(out var file, out var problem))
                return problem;
            var input = fields.Read(call.Parse, file);
            if (input.Remove(BankAccount, out var account))
                input["bank_accounts"] = new JsonArray(account);
            return InputFile.Check<UpdateBusinessInput>(input).Succeeded(out var given, out problem)
                ? call.Show(await call.AskAsync("update_business", given))
                : problem;
        });
        command.Options.Add(InputFile.Option);
        command.Options.Add(CommonOptions.DryRun);
        return fields.AddTo(command);
    }
}
