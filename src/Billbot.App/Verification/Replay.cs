using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App.Audit;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Verification;

/// <summary>What the record says became of one stored document.</summary>
internal sealed record Replayed(string Subject, long FirstAt, string Hash)
{
    public long LastAt { get; init; }

    public long? IssuedAt { get; init; }

    public long? VoidedAt { get; init; }

    public string? VoidReason { get; init; }

    public string? Number { get; init; }

    public string? ContentHash { get; init; }

    public bool Deleted { get; init; }
}

/// <summary>What the record says became of one number.</summary>
internal sealed record ReplayedNumber(string InvoiceId, long TakenAt, string State, long ChangedAt, string ChangedBy, string? Reason);

/// <summary>What the record says of one mail.</summary>
internal sealed record ReplayedMail(string Subject, int SendNumber, string RequestHash, long At);

/// <summary>Goes through the record from its start and keeps what should be stored at its end.</summary>
internal sealed class Replay
{
    private const int AtOnce = 500;

    private readonly Dictionary<string, string> _clients = [];
    private Business? _business;

    /// <summary>Business, clients, invoices and ledger rows by their ids.</summary>
    public Dictionary<string, Replayed> Documents { get; } = [];

    public Dictionary<string, ReplayedNumber> Numbers { get; } = [];

    /// <summary>The mails that were queued.</summary>
    public List<ReplayedMail> Mails { get; } = [];

    /// <summary>The hashes of the PDFs that were kept, by invoice.</summary>
    public Dictionary<string, string> Pdfs { get; } = [];

    public static async Task<Replay> OfAsync(Work work)
    {
        var replay = new Replay();
        for (long after = 0; ;)
        {
            var rows = await RecordStore.EntriesAsync(work, after, AtOnce);
            foreach (var row in rows)
                replay.Take(row.At, JsonNode.Parse(row.Entry)!.AsObject());
            if (rows.Count < AtOnce)
                return replay;
            after = rows[^1].Seq;
        }
    }

    public static string HashOf(JsonNode document) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(document)));

    private void Take(long at, JsonObject entry)
    {
        var actor = entry["actor"]!["name"]!.GetValue<string>();
        foreach (var change in entry["changes"] as JsonArray ?? [])
        {
            var subject = change!["subject"]!.GetValue<string>();
            var after = change["after"] as JsonObject;
            if (after?["mail"] is { } mail)
                Mails.Add(new ReplayedMail(subject, mail["send_number"]!.GetValue<int>(), mail["request_sha256"]!.GetValue<string>(), at));
            else if (after?["pdf_sha256"] is { } pdf)
                Pdfs[subject] = pdf.GetValue<string>();
            else if (after?["id"] is { } id)
                Written(subject, id.GetValue<string>(), after, at, actor);
            else if (after?["state"]?.GetValue<string>() == "void")
                Voided(subject, after["reason"]?.GetValue<string>(), at, actor);
            else if (after is null && change["before"]?["id"] is not null && Documents.TryGetValue(subject, out var gone))
                Deleted(gone, at, actor);
        }
    }

    private void Written(string subject, string id, JsonObject after, long at, string actor)
    {
        var known = Documents.GetValueOrDefault(id);
        var now = (known ?? new Replayed(subject, at, "")) with { Hash = HashOf(after), LastAt = at };
        if (EntityId.TryParse<BusinessId>(id, out _))
        {
            _business = after.Deserialize(DomainJson.Default.Business);
        }
        else if (EntityId.TryParse<ClientId>(id, out _))
        {
            _clients[id] = after.ToJsonString();
        }
        else if (EntityId.TryParse<InvoiceId>(id, out _) && after.Deserialize(DomainJson.Default.Invoice) is { } invoice)
        {
            var issued = invoice.State == InvoiceState.Issued;
            now = now with { Number = invoice.Number, IssuedAt = issued ? at : null, ContentHash = ContentHashOf(invoice) };
            if (known?.Number is { } old && old != invoice.Number)
                Numbers[old] = Numbers[old] with { State = "cancelled", ChangedAt = at, ChangedBy = actor, Reason = NumberRegister.Moved };
            if (invoice.Number is { } number && (known?.Number != number || issued))
                Numbers[number] = (Numbers.GetValueOrDefault(number) ?? new ReplayedNumber(id, at, "", at, actor, null)) with { State = issued ? "issued" : "reserved", ChangedAt = at, ChangedBy = actor };
        }

        Documents[id] = now;
    }

    private void Voided(string id, string? reason, long at, string actor)
    {
        if (!Documents.TryGetValue(id, out var invoice))
            return;
        Documents[id] = invoice with { VoidedAt = at, VoidReason = reason };
        if (invoice.Number is { } number)
            Numbers[number] = Numbers[number] with { State = "void", ChangedAt = at, ChangedBy = actor, Reason = reason };
    }

    private void Deleted(Replayed draft, long at, string actor)
    {
        Documents[draft.Subject] = draft with { Deleted = true };
        if (draft.Number is { } number)
            Numbers[number] = Numbers[number] with { State = "cancelled", ChangedAt = at, ChangedBy = actor, Reason = NumberRegister.Deleted };
    }

    private string? ContentHashOf(Invoice invoice) => _business is { } business && _clients.TryGetValue(invoice.ClientId.Value, out var client)
        ? Snapshot.ContentHash(invoice, business, JsonSerializer.Deserialize(client, DomainJson.Default.Client)!)
        : null;
}
