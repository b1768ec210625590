using System.Text.Json;
using Billbot.App.Businesses;
using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>
/// Gives numbers, and remembers every number ever given. A number is taken in the transaction that needs it, from a counter that only moves forward:
/// what is rolled back was never taken, what is committed is never given again.
/// </summary>
internal static class NumberRegister
{
    /// <summary>Why the number of a deleted draft is cancelled.</summary>
    public const string Deleted = "The draft was deleted.";

    /// <summary>Why the number of a draft that has another one now is cancelled.</summary>
    public const string Moved = "The draft moved to another period.";

    /// <summary>What numbers were taken for; null before the first one.</summary>
    public static async Task<NumberUse?> UseAsync(Work work)
    {
        var series = await work.Session.ListAsync<(string Document, string Period)>("select document, period from number_series where business_id = @BusinessId", new { work.BusinessId });
        if (series.Count == 0)
            return null;
        var latest = await work.Session.FirstAsync<DateOnly?>("select max(issue_on) from invoice where business_id = @BusinessId and number is not null", new { work.BusinessId });
        return new NumberUse(
            latest > work.Today ? latest.Value : work.Today,
            series.Select(s => (s.Document == "invoice" ? NumberedDocument.Invoice : NumberedDocument.CreditNote, s.Period)).ToHashSet());
    }

    /// <summary>The next number of the series and period that <paramref name="issueDate"/> falls in, registered for <paramref name="invoice"/>.</summary>
    public static async Task<string> TakeAsync(Work work, DocumentType type, DateOnly issueDate, InvoiceId invoice, bool issued)
    {
        await PinRulesAsync(work);
        var rules = work.Business.NumberingRulesOn(issueDate);
        var series = type.Series();
        var (document, period) = (AppJson.Name(series), rules.PeriodOf(series, issueDate));
        var seq = await work.Session.FirstAsync<long>(
            """
            insert into number_series (business_id, document, period, next_seq) values (@BusinessId, @document, @period, 2)
            on conflict (business_id, document, period) do update set next_seq = number_series.next_seq + 1
            returning next_seq - 1
            """,
            new { work.BusinessId, document, period });
        var number = rules.Format(series, issueDate, seq);
        await work.Session.ExecuteAsync(
            """
            insert into number_register (business_id, number, document, period, seq, state, invoice_id, taken_at, changed_at, changed_by)
            values (@BusinessId, @number, @document, @period, @seq, @state, @invoice, @at, @at, @by)
            """,
            new { work.BusinessId, number, document, period, seq, state = issued ? "issued" : "reserved", invoice, at = work.Now.ToStored(), by = work.Caller.Name });
        return number;
    }

    /// <summary>Moves a taken number on: reserved to issued or cancelled, issued to void. A cancelled number leaves its row as a tombstone.</summary>
    public static async Task MoveAsync(Work work, string number, string state, string? reason)
    {
        var moved = await work.Session.ExecuteAsync(
            "update number_register set state = @state, changed_at = @at, changed_by = @by, reason = @reason where business_id = @BusinessId and number = @number",
            new { work.BusinessId, number, state, at = work.Now.ToStored(), by = work.Caller.Name, reason });
        if (moved != 1)
            throw new InvalidOperationException($"{number} has no register row.");
    }

    /// <summary>The number that the next document would get; nothing is reserved.</summary>
    public static async Task<string> PreviewAsync(Work work, DocumentType type, DateOnly issueDate)
    {
        var rules = work.Business.NumberingRulesOn(issueDate);
        var next = await work.Session.FirstAsync<long?>(
            "select next_seq from number_series where business_id = @BusinessId and document = @document and period = @period",
            new { work.BusinessId, document = AppJson.Name(type.Series()), period = rules.PeriodOf(type.Series(), issueDate) });
        return rules.Format(type.Series(), issueDate, next ?? 1);
    }

    /// <summary>The latest issue date in the series of <paramref name="issueDate"/>; null when none was issued there.</summary>
    public static Task<DateOnly?> LastIssuedOnAsync(Work work, DocumentType type, DateOnly issueDate) => work.Session.FirstAsync<DateOnly?>(
        "select last_issue_on from number_series where business_id = @BusinessId and document = @document and period = @period",
        new { work.BusinessId, document = AppJson.Name(type.Series()), period = work.Business.NumberingRulesOn(issueDate).PeriodOf(type.Series(), issueDate) });

    public static Task NoteIssuedOnAsync(Work work, DocumentType type, DateOnly issueDate) => work.Session.ExecuteAsync(
        """
        update number_series set last_issue_on = @issueDate
        where business_id = @BusinessId and document = @document and period = @period and (last_issue_on is null or last_issue_on < @issueDate)
        """,
        new { work.BusinessId, issueDate, document = AppJson.Name(type.Series()), period = work.Business.NumberingRulesOn(issueDate).PeriodOf(type.Series(), issueDate) });

    /// <summary>The first number fixes the rules it was made by: a later change of country no longer moves them.</summary>
    private static async Task PinRulesAsync(Work work)
    {
        if (work.Business.Numbering is { Mode: not null, InvoicePattern: not null, CreditNotePattern: not null })
            return;
        var (before, rules) = (work.Business, work.Business.NumberingRules);
        work.BusinessBecomes(before with
        {
            Numbering = new NumberingSettings { Mode = rules.Mode, InvoicePattern = rules.Invoice.Text, CreditNotePattern = rules.CreditNote.Text },
        });
        await BusinessStore.SaveAsync(work.Session, work.Business);
        work.Record(before.Id.Value, JsonSerializer.SerializeToNode(before, DomainJson.Default.Business), JsonSerializer.SerializeToNode(work.Business, DomainJson.Default.Business));
    }
}
