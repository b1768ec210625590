using System.Text.RegularExpressions;
using Billbot.Domain;

namespace Billbot.Server.Cli;

/// <summary>Refusals speak to agents of tools; a person at a terminal reads the commands that do the same.</summary>
internal static partial class CommandNames
{
    private static readonly Dictionary<string, string> Commands = new()
    {
        ["list_clients"] = "billbot clients list",
        ["get_client"] = "billbot clients show",
        ["create_client"] = "billbot clients set",
        ["update_client"] = "billbot clients set",
        ["list_invoices"] = "billbot invoices list",
        ["get_invoice"] = "billbot invoices show",
        ["get_invoice_status"] = "billbot invoices show",
        ["void_invoice"] = "billbot invoices void",
        ["list_payments"] = "billbot payments list",
        ["record_payment"] = "billbot payments record",
        ["get_billing_context"] = "billbot business show",
    };

    /// <summary>The same refusal with commands in place of tools, where there is one.</summary>
    public static Problem In(Problem problem) => problem with
    {
        Fix = Tool().Replace(problem.Fix, m => Commands.GetValueOrDefault(m.Value, m.Value)),
        Errors = [.. problem.Errors.Select(In)],
    };

    [GeneratedRegex("\\b[a-z]+(_[a-z]+)+\\b")]
    private static partial Regex Tool();
}
