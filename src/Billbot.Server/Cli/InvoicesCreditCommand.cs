using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Billbot.App.Invoices;

namespace Billbot.Server.Cli;

/// <summary><c>billbot invoices credit</c>: credits lines or net amounts of an issued invoice.</summary>
internal static class InvoicesCreditCommand
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static Command Make(Terminal terminal)
    {
        var fields = new Fields()
            .Text("--reason", "reason", "Why; printed on the credit note.")
            .Many("--line", "lines", "A line by its position, e.g. 2, or a part of its quantity, e.g. 2=1.5; may be given several times.", LineOf)
            .Many("--amount", "amounts", "A net amount, e.g. 50, where there are several tax rates with the rate, e.g. 50@19; may be given several times.", AmountOf)
            .Flag("--notify", "notify", "Mails the credit note to the client.");
        return OfficeCommand.Subject<CreditInvoiceInput>(terminal, "credit", "Credits a part of an issued invoice, with a credit note of its own number.", "credit_invoice", OfficeCommand.Invoice, fields);
    }

    private static JsonObject? LineOf(string text)
    {
        var parts = text.Split('=');
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return null;
        if (parts.Length == 1)
            return new JsonObject { ["line"] = line };
        return decimal.TryParse(parts[1], Style, CultureInfo.InvariantCulture, out var quantity) ? new JsonObject { ["line"] = line, ["quantity"] = quantity } : null;
    }

    private static JsonObject? AmountOf(string text)
    {
        var parts = text.Split('@');
        if (parts.Length > 2 || !decimal.TryParse(parts[0], Style, CultureInfo.InvariantCulture, out var amount))
            return null;
        if (parts.Length == 1)
            return new JsonObject { ["amount"] = amount };
        return decimal.TryParse(parts[1], Style, CultureInfo.InvariantCulture, out var rate) ? new JsonObject { ["amount"] = amount, ["tax_rate"] = rate } : null;
    }
}
