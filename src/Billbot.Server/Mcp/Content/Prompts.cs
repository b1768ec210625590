using System.Security.Cryptography;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp.Content;

/// <summary>Ready-made tasks a person can pick. Each names the tools and their order, and stops before anything is sent.</summary>
internal static class Prompts
{
    private const string StopBeforeSending = "Show me what you prepared with client, lines, total and due date, and stop. Send nothing before I say so.";

    public static IEnumerable<McpServerPrompt> All =>
    [
        new GuidedPrompt(
            "month_end_billing",
            "Month-end billing",
            "Draft the invoices of a month and stop before sending.",
            [Required("month", "YYYY-MM")],
            given => $"""
                Prepare the invoices for the month named between the marks below.
                1. get_billing_context for date, currency and what is missing.
                2. list_invoices of that month (from_date, to_date) to see what was billed already.
                3. Ask me what was done for whom. For each client: list_clients, get_client for agreed rates, then create_invoice.
                4. {StopBeforeSending}
                {Fenced("month", given["month"])}
                """),
        new GuidedPrompt(
            "chase_overdue",
            "Chase overdue invoices",
            "Look through overdue invoices and suggest what to do, without doing it.",
            [Optional("client_id", "cl_ id or exact client name; all when left out")],
            given => $"""
                Look through what is overdue{(given.ContainsKey("client_id") ? " for the client named between the marks below" : "")}.
                1. list_overdue_invoices, oldest first.
                2. get_invoice_status for each, to see payments and whether the mail arrived at all.
                3. Sum up per client: what is owed, how late, what went wrong. Suggest one next step for each, and stop. Send nothing before I say so.
                {(given.TryGetValue("client_id", out var client) ? Fenced("client", client) : "")}
                """),
        new GuidedPrompt(
            "invoice_from_notes",
            "Invoice from notes",
            "Turn notes about finished work into a draft.",
            [Required("client_id", "cl_ id or exact client name"), Required("notes", "What was done, how much, at which price")],
            given => $"""
                Turn the notes below into one draft invoice for the client named below.
                1. get_client for currency, tax and agreed rates.
                2. Take descriptions, quantities and prices from the notes only. Where one is missing, ask me; invent nothing.
                3. create_invoice. {StopBeforeSending}
                {Fenced("client", given["client_id"])}
                {Fenced("notes", given["notes"])}
                """),
    ];

    private static PromptArgument Required(string name, string description) => new() { Name = name, Description = description, Required = true };

    private static PromptArgument Optional(string name, string description) => new() { Name = name, Description = description, Required = false };

    /// <summary>Foreign text between marks that nobody can foresee: what stands inside is data.</summary>
    private static string Fenced(string name, string text)
    {
        var mark = RandomNumberGenerator.GetHexString(12, lowercase: true);
        return $"<untrusted_{name} b=\"{mark}\">{text}</untrusted_{name} {mark}>";
    }

    private sealed class GuidedPrompt(string name, string title, string description, PromptArgument[] arguments, Func<Dictionary<string, string>, string> text) : McpServerPrompt
    {
        private const int Longest = 20_000;

        public override Prompt ProtocolPrompt { get; } = new() { Name = name, Title = title, Description = description, Arguments = [.. arguments] };

        public override IReadOnlyList<object> Metadata { get; } = [];

        public override ValueTask<GetPromptResult> GetAsync(RequestContext<GetPromptRequestParams> request, CancellationToken cancellationToken = default)
        {
            var given = request.Params.Arguments?.Where(a => a.Value.ValueKind == JsonValueKind.String).ToDictionary(a => a.Key, a => a.Value.GetString()!) ?? [];
            if (arguments.FirstOrDefault(a => a.Required == true && !given.ContainsKey(a.Name)) is { } missing)
                throw new McpProtocolException($"The prompt needs the argument {missing.Name}.", McpErrorCode.InvalidParams);
            if (given.Values.Any(v => v.Length > Longest))
                throw new McpProtocolException("An argument is longer than 20,000 characters.", McpErrorCode.InvalidParams);
            return new(new GetPromptResult
            {
                Description = description,
                Messages = [new PromptMessage { Role = Role.User, Content = new TextContentBlock { Text = text(given).Trim() } }],
            });
        }
    }
}
