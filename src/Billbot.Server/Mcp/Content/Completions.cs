using System.Globalization;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp.Content;

/// <summary>Values for the arguments of prompts and resource addresses while a person types them.</summary>
internal sealed class Completions(Operations operations)
{
    private const int Most = 20;
    private const int Months = 12;

    public async ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken cancel)
    {
        var typed = request.Params.Argument.Value ?? "";
        var principal = (CallerPrincipal)request.User!;
        var values = (request.Params.Ref, request.Params.Argument.Name) switch
        {
            (PromptReference, "client_id") => await NamesAsync(principal, "list_clients", "clients", "name", typed, cancel),
            (PromptReference, "month") => await MonthsAsync(principal, typed, cancel),
            (ResourceTemplateReference, "id") => await NamesAsync(principal, "list_invoices", "invoices", "number", typed, cancel),
            _ => [],
        };
        return new CompleteResult { Completion = new Completion { Values = values, Total = values.Count, HasMore = false } };
    }

    /// <summary>What starts with the typed text comes first, then what merely holds it.</summary>
    private async Task<List<string>> NamesAsync(CallerPrincipal principal, string operation, string list, string member, string typed, CancellationToken cancel)
    {
        if (!operations.Allows(principal, operation))
            return [];
        var asked = await operations.AskAsync(principal, operation, new { query = typed.Length == 0 ? null : typed, limit = 100 }, cancel);
        if (!asked.Succeeded(out var page, out _))
            return [];
        return [.. page.GetProperty(list).EnumerateArray()
            .Select(row => row.TryGetProperty(member, out var value) ? value.GetString() : null)
            .OfType<string>()
            .Where(v => v.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .Distinct()
            .OrderBy(v => !v.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Take(Most)];
    }

    private async Task<List<string>> MonthsAsync(CallerPrincipal principal, string typed, CancellationToken cancel)
    {
        var asked = await operations.AskAsync(principal, "get_billing_context", new { }, cancel);
        if (!asked.Succeeded(out var context, out _))
            return [];
        var today = DateOnly.ParseExact(context.GetProperty("today").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, Months).Select(back => today.AddMonths(-back).ToString("yyyy-MM", CultureInfo.InvariantCulture)).Where(m => m.StartsWith(typed, StringComparison.Ordinal))];
    }
}
