using System.Text.Json.Nodes;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>What a use case works with: the open transaction, the caller, the time, and what it leaves for the record.</summary>
public sealed class Work
{
    private readonly NewIds _ids;
    private Business? _business;
    private readonly List<AuditChange> _changes = [];

    internal Work(Call call, BusinessId businessId, Business? business, Session session, DateTimeOffset now, NewIds? ids = null)
    {
        Call = call;
        BusinessId = businessId;
        _business = business;
        Session = session;
        Now = now;
        _ids = ids ?? new NewIds();
    }

    public Call Call { get; }

    public Caller Caller => Call.Caller;

    /// <summary>The business of the caller. Every statement carries it.</summary>
    public BusinessId BusinessId { get; }

    /// <summary>The business as it stands in this transaction.</summary>
    public Business Business => _business ?? throw new InvalidOperationException("This operation founds a business: there is none yet.");

    /// <summary>The instant of the call.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The date of <see cref="Now"/> in the zone of the business.</summary>
    public DateOnly Today => Business.Today(Now);

    internal Session Session { get; }

    internal IReadOnlyList<AuditChange> Changes => _changes;

    /// <summary>Whether a mail worker has something to do after the commit.</summary>
    internal bool MailQueued { get; private set; }

    public TId NewId<TId>() where TId : struct, IEntityId<TId> => _ids.At<TId>(Now);

    /// <summary>Leaves for the audit what changed: the subject's id and its state before and after.</summary>
    internal void Record(string subject, JsonNode? before, JsonNode? after) => _changes.Add(new(subject, before, after));

    internal void MailWasQueued() => MailQueued = true;

    /// <summary>The business was saved anew in this transaction.</summary>
    internal void BusinessBecomes(Business changed) => _business = changed;
}

/// <summary>One change of one subject, as the audit keeps it.</summary>
internal sealed record AuditChange(string Subject, JsonNode? Before, JsonNode? After);
