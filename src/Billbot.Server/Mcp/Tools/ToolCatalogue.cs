using Billbot.App.Door;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using static Billbot.Server.Mcp.Tools.ToolText;

namespace Billbot.Server.Mcp.Tools;

/// <summary>All tools, in the order agents see them: looking first, then the way of an invoice from draft to payment.</summary>
internal sealed class ToolCatalogue
{
    /// <summary>What is said of each tool. A test holds the whole list under its budget of tokens: a new word replaces an old one.</summary>
    public static IReadOnlyList<ToolText> Texts { get; } =
    [
        new("get_billing_context", "Get billing context", Reads,
            "Today's date, time zone, currency, next number, this key's permissions, and mails that failed. Call first when unsure.",
            "today time_zone currency key pending_approvals"),
        new("list_clients", "List clients", Reads,
            "Find clients by name or email. Use before create_client.",
            "clients"),
        new("get_client", "Get client", Reads,
            "One client: address, tax settings, agreed rates, balances.",
            "id name currency warnings"),
        new("create_client", "Create client", Writes(),
            "Add a client. Never invent an email or address; ask the user.",
            "id name created warnings"),
        new("update_client", "Update client", Writes(destructive: true),
            "Change a client; given fields replace old ones, an empty text clears one. Never changes what was sent.",
            "id name warnings") { Brief = ["address", "tax", "rates"] },
        new("create_invoice", "Create invoice", Writes(),
            "Create a draft invoice. The number is assigned by Billbot. Never emails anyone; use send_invoice after the user agrees.",
            "number status client_id currency total due_date warnings") { CanDryRun = true },
        new("list_invoices", "List invoices", Reads,
            "List invoices, newest first, with totals per currency.",
            "invoices"),
        new("get_invoice", "Get invoice", Reads,
            "One invoice with lines, taxes, payments, deliveries. PDF: resource invoice://{id}/pdf.",
            "id number status client_id currency total outstanding line_items"),
        new("update_invoice", "Update invoice", Writes(destructive: true),
            "Change a draft; given fields replace old ones, line_items replaces all lines. Issued invoices never change: use create_corrected_invoice.",
            "number status client_id currency total due_date warnings") { CanDryRun = true, Brief = ["line_items"] },
        new("delete_draft_invoice", "Delete draft invoice", Writes(destructive: true),
            "Delete a draft. Never deletes an issued invoice.",
            "invoice_id deleted"),
        new("send_invoice", "Send invoice", Writes(destructive: true, openWorld: true),
            "Issue the invoice (final, cannot be edited) and email the PDF to the client's billing address, never elsewhere. Only when the user asked to send.",
            "status invoice_id recipient total currency warnings") { CanDryRun = true, Draws = true },
        new("get_invoice_status", "Get invoice status", Reads,
            "Payment and delivery state of one invoice. 'queued' is not yet delivered.",
            "invoice_id status currency total outstanding"),
        new("list_overdue_invoices", "List overdue invoices", Reads,
            "Issued, unpaid, past due in the business zone; oldest first.",
            "invoices"),
        new("record_payment", "Record payment", Writes(),
            "Record money already received. Never charges anyone.",
            "payment_id invoice_id created status outstanding"),
        new("void_invoice", "Void invoice", Writes(destructive: true, openWorld: true),
            "Cancel an issued invoice for good; keeps its number and adds a credit note where law needs it.",
            "status invoice_id warnings") { CanDryRun = true },
        new("create_corrected_invoice", "Create corrected invoice", Writes(),
            "Draft that replaces a wrong issued invoice: a copy with the given changes. The original is voided when the draft is sent. Does not send.",
            "number status client_id currency total due_date warnings") { Brief = ["line_items"] },
    ];

    public ToolCatalogue(IEnumerable<UseCase> useCases, IOptions<McpOptions> options, ILoggerFactory logs)
    {
        var byName = useCases.ToDictionary(u => u.Operation.Name);
        var log = logs.CreateLogger("Billbot.Tools");
        Faces = [.. Texts.Select(t => new ToolFace(byName[t.Name], t, options, log))];
        Tools = [.. Faces];
    }

    public IReadOnlyList<ToolFace> Faces { get; }

    public McpServerPrimitiveCollection<McpServerTool> Tools { get; }
}
