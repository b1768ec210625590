using System.Text.Json;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Verification;

/// <summary>Whether the columns that lists and look-ups read say what the documents beside them say.</summary>
internal static class ColumnChecks
{
    public static async Task<VerifyCheck> AgreeAsync(Work work)
    {
        var check = new Finder("columns_agree", "What lists and look-ups read is what the documents of clients, invoices and payments say.");
        await InvoicesAsync(work, check);
        await ClientsAsync(work, check);
        await PaymentsAsync(work, check);
        return check.Done;
    }

    private static async Task InvoicesAsync(Work work, Finder check)
    {
        foreach (var row in await work.Session.ListAsync<InvoiceColumns>(
            "select id, client_id, type, state, number, currency, issue_on, due_on, version, lines_hash, corrects_id, document from invoice where business_id = @BusinessId",
            new { work.BusinessId }))
        {
            check.Looked++;
            if (check.Read(row.Id, () => JsonSerializer.Deserialize(row.Document, DomainJson.Default.Invoice)) is not { } said)
                continue;
            // The step to void changes the column alone.
            var state = row.State == "void" && said.State == InvoiceState.Issued ? "void" : AppJson.Name(said.State);
            var due = said.Type == DocumentType.CreditNote ? null : (DateOnly?)said.DueDate;
            if (row.Facts != new InvoiceFacts(said.Id.Value, said.ClientId.Value, (int)said.Type, state, said.Number, said.Currency.Code, said.IssueDate, due, said.Version, InvoiceStore.LinesHash(said), said.Corrects?.Value))
                check.Broken(row.Id, "The invoice's columns differ from its document.");
        }
    }

    private static async Task ClientsAsync(Work work, Finder check)
    {
        foreach (var row in await work.Session.ListAsync<ClientColumns>(
            "select id, name, name_folded, email, search_text, archived, document from client where business_id = @BusinessId", new { work.BusinessId }))
        {
            check.Looked++;
            if (check.Read(row.Id, () => JsonSerializer.Deserialize(row.Document, DomainJson.Default.Client)) is not { } said)
                continue;
            if (row.Facts != new ClientFacts(said.Id.Value, said.Name, FoldedText.Of(said.Name), said.Email?.Value, FoldedText.Of($"{said.Name} {said.Email?.Value}"), said.Archived))
                check.Broken(row.Id, "The client's columns differ from its document.");
        }
    }

    private static async Task PaymentsAsync(Work work, Finder check)
    {
        foreach (var row in await work.Session.ListAsync<PaymentColumns>(
            "select id, kind, amount_minor, currency, paid_on, reference, reverses_id, moved_from_id, document from payment where business_id = @BusinessId", new { work.BusinessId }))
        {
            check.Looked++;
            if (check.Read(row.Id, () => JsonSerializer.Deserialize(row.Document, DomainJson.Default.LedgerEntry)) is not { } said)
                continue;
            if (row.Facts != new PaymentFacts(said.Id.Value, AppJson.Name(said.Kind), said.Amount.Minor, said.Amount.Currency.Code, said.On, said.Reference, said.Reverses?.Value, said.MovedFrom?.Value))
                check.Broken(row.Id, "The payment's columns differ from its document.");
        }
    }

    private sealed record InvoiceFacts(
        string Id, string Client, int Type, string State, string? Number, string Currency, DateOnly IssueOn, DateOnly? DueOn, int Version, string LinesHash, string? Corrects);

    private sealed record ClientFacts(string Id, string Name, string Folded, string? Email, string Search, bool Archived);

    private sealed record PaymentFacts(string Id, string Kind, long Minor, string Currency, DateOnly PaidOn, string? Reference, string? Reverses, string? MovedFrom);

    private sealed class InvoiceColumns
    {
        public string Id { get; init; } = "";

        public string ClientId { get; init; } = "";

        public int Type { get; init; }

        public string State { get; init; } = "";

        public string? Number { get; init; }

        public string Currency { get; init; } = "";

        public DateOnly IssueOn { get; init; }

        public DateOnly? DueOn { get; init; }

        public int Version { get; init; }

        public string LinesHash { get; init; } = "";

        public string? CorrectsId { get; init; }

        public string Document { get; init; } = "";

        public InvoiceFacts Facts => new(Id, ClientId, Type, State, Number, Currency, IssueOn, DueOn, Version, LinesHash, CorrectsId);
    }

    private sealed class ClientColumns
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string NameFolded { get; init; } = "";

        public string? Email { get; init; }

        public string SearchText { get; init; } = "";

        public bool Archived { get; init; }

        public string Document { get; init; } = "";

        public ClientFacts Facts => new(Id, Name, NameFolded, Email, SearchText, Archived);
    }

    private sealed class PaymentColumns
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public long AmountMinor { get; init; }

        public string Currency { get; init; } = "";

        public DateOnly PaidOn { get; init; }

        public string? Reference { get; init; }

        public string? ReversesId { get; init; }

        public string? MovedFromId { get; init; }

        public string Document { get; init; } = "";

        public PaymentFacts Facts => new(Id, Kind, AmountMinor, Currency, PaidOn, Reference, ReversesId, MovedFromId);
    }
}
