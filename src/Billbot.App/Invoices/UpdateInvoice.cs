using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App.Audit;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record UpdateInvoiceInput
{
    [Description("inv_ id or invoice number"), MaxLength(100)]
    public required string InvoiceId { get; init; }

    [Description("Another client, by id or exact name"), MaxLength(200)]
    public string? ClientId { get; init; }

    [Description("As in create_invoice; replaces all lines")]
    public IReadOnlyList<LineItemInput>? LineItems { get; init; }

    public DateOnly? IssueDate { get; init; }

    [Description("Days after issue"), Range(0, 3650)]
    public int? DueDays { get; init; }

    public DateOnly? DueDate { get; init; }

    [Description("ISO 4217"), MaxLength(3)]
    public string? Currency { get; init; }

    [Description("Printed on the invoice"), MaxLength(2000), Multiline]
    public string? Notes { get; init; }

    [Description("Buyer's order reference"), MaxLength(50)]
    public string? PoNumber { get; init; }

    [Description("Version you read; refused if changed since")]
    public int? Version { get; init; }
}

/// <summary>
/// Changes a draft; given fields replace old ones. An issue date in another period takes a new number and leaves a tombstone for the old.
/// Refuses <c>not_a_draft</c>, <c>version_conflict</c>, and what create refuses.
/// </summary>
public sealed class UpdateInvoice(Doorway doorway) : UseCase<UpdateInvoiceInput, InvoiceView>(doorway)
{
    public override Operation Operation { get; } = new("update_invoice", Scope.InvoicesDraft, Effect.Writes);

    protected override async Task<Result<InvoiceView>> HandleAsync(Work work, UpdateInvoiceInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var present = stored.Invoice;
        if (present.RefusalToChange(input.Version) is { } refusal)
            return refusal;
        if (!(await NewClientAsync(work, present, input.ClientId)).Succeeded(out var client, out problem))
            return problem;

        var changes = new DraftChanges
        {
            LineItems = input.LineItems,
            IssueDate = input.IssueDate,
            DueDays = input.DueDays,
            DueDate = input.DueDate,
            Currency = input.Currency,
            Notes = input.Notes,
            PoNumber = input.PoNumber,
        };
        if (!changes.ApplyTo(present, client, work, new Faults()).Succeeded(out var changed, out problem))
            return problem;

        var before = JsonSerializer.SerializeToNode(present, DomainJson.Default.Invoice)!.AsObject();
        if (!JsonNode.DeepEquals(before, JsonSerializer.SerializeToNode(changed, DomainJson.Default.Invoice)))
        {
            changed = await RenumberAsync(work, present, changed) with { Version = present.Version + 1 };
            await InvoiceStore.SaveAsync(work.Session, work.BusinessId, changed, Snapshot.ContentHash(changed, work.Business, client), work.Now);
            work.Record(changed.Id.Value, before, JsonSerializer.SerializeToNode(changed, DomainJson.Default.Invoice));
        }

        return await InvoiceReader.DraftViewAsync(work, changed, client, Snapshot.ContentHash(changed, work.Business, client)) with { Changed = Differences.Between(FactsOf(present), FactsOf(changed)) };
    }

    private static async Task<Result<Client>> NewClientAsync(Work work, Invoice present, string? idOrName)
    {
        if (idOrName is null)
            return await InvoiceReader.ClientOfAsync(work, present);
        if (!(await ClientFinder.FindAsync(work, idOrName)).Succeeded(out var client, out var problem))
            return problem;
        return client.Archived ? InvoiceProblems.ClientArchived(client.Id) : client;
    }

    /// <summary>What a caller can change of a draft, and what follows from it, under the names of the tools.</summary>
    private static JsonObject FactsOf(Invoice draft) => new()
    {
        ["client_id"] = draft.ClientId.Value,
        ["number"] = draft.Number,
        ["line_items"] = JsonSerializer.SerializeToNode(draft.Lines.Select((line, i) => LineItemView.Of(line, draft.Totals.LineNets[i])), AppJson.Options),
        ["issue_date"] = draft.IssueDate.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["due_days"] = draft.FixedDueDate is null ? draft.DueDays : null,
        ["due_date"] = draft.DueDate.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["currency"] = draft.Currency.Code,
        ["notes"] = draft.Notes,
        ["po_number"] = draft.PoNumber,
        ["total"] = draft.Totals.Payable.AmountText,
    };

    /// <summary>A number belongs to its period: a draft that moves to another one gets a number of that one.</summary>
    private static async Task<Invoice> RenumberAsync(Work work, Invoice present, Invoice changed)
    {
        var (business, series) = (work.Business, changed.Type.Series());
        var (old, next) = (business.NumberingRulesOn(present.IssueDate), business.NumberingRulesOn(changed.IssueDate));
        if (old.Mode == next.Mode && old.PeriodOf(series, present.IssueDate) == next.PeriodOf(series, changed.IssueDate))
            return changed;

        if (present.Number is { } number)
            await NumberRegister.MoveAsync(work, number, "cancelled", NumberRegister.Moved);
        var taken = business.NumberingModeOf(series, changed.IssueDate, work.Today) == NumberingMode.OnCreate;
        return changed with { Number = taken ? await NumberRegister.TakeAsync(work, changed.Type, changed.IssueDate, changed.Id, issued: false) : null };
    }
}
