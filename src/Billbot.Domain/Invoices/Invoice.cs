using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>
/// An invoice or credit note as it is drafted: what was agreed, not yet who and where (that is frozen at issue, in <see cref="Snapshot"/>).
/// Numbers, totals and states are worked out here and in the register; no input sets them.
/// </summary>
public sealed record Invoice
{
    public const int MostLines = 500;

    /// <summary>As many rows of text as 60 printed pages surely hold, beside 500 lines.</summary>
    public const int MostTextRows = 2000;

    /// <summary>The least that a row of a printed description holds, in its widest letters.</summary>
    private const int LettersInRow = 40;

    public required InvoiceId Id { get; init; }

    public required ClientId ClientId { get; init; }

    /// <summary>BT-3.</summary>
    public DocumentType Type { get; init; } = DocumentType.Invoice;

    public InvoiceState State { get; init; } = InvoiceState.Draft;

    /// <summary>BT-1; null for a draft that gets its number when issued.</summary>
    public string? Number { get; init; }

    /// <summary>Counts changes of the draft, so that a change based on an old state is noticed.</summary>
    public int Version { get; init; } = 1;

    /// <summary>BT-5.</summary>
    public required Currency Currency { get; init; }

    /// <summary>BT-2, in the business's own calendar. Fixed for a numbered draft; otherwise the day of the draft until it is issued.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>Whether someone named the date; if not, an unnumbered draft is dated on the day it is issued.</summary>
    public bool IssueDateGiven { get; init; }

    /// <summary>BT-9 as a rule: days after issue, unless <see cref="FixedDueDate"/> is set.</summary>
    public int DueDays { get; init; }

    public DateOnly? FixedDueDate { get; init; }

    public required IReadOnlyList<LineItem> Lines { get; init; }

    /// <summary>Allowances and charges of the whole invoice (BG-20, BG-21).</summary>
    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    /// <summary>BT-113.</summary>
    public Money? Prepaid { get; init; }

    /// <summary>BT-114.</summary>
    public Money? Rounding { get; init; }

    /// <summary>BT-22.</summary>
    public string? Notes { get; init; }

    /// <summary>BT-13.</summary>
    public string? PoNumber { get; init; }

    /// <summary>The invoice that this one replaces or credits.</summary>
    public InvoiceId? Corrects { get; init; }

    /// <summary>BG-3: number and date of the invoice this one refers to.</summary>
    public PrecedingInvoice? Preceding { get; init; }

    /// <summary>Worked out by <see cref="Compose"/>, never given.</summary>
    public required InvoiceTotals Totals { get; init; }

    /// <summary>Calendar days after issue, no shift for weekends.</summary>
    [JsonIgnore]
    public DateOnly DueDate => FixedDueDate ?? IssueDate.AddDays(DueDays);

    /// <summary>
    /// The invoice with totals and dates that fit each other. Refuses <c>out_of_range</c> (more than 500 lines, dates or due days out of reach),
    /// <c>due_date_before_issue</c>, and what <see cref="InvoiceTotals.Of"/> refuses.
    /// </summary>
    public static Result<Invoice> Compose(Invoice content, DateOnly today)
    {
        if (content.Lines.Count > MostLines)
            return InvoiceProblems.TooManyLines(content.Lines.Count);
        if (content.Lines.Sum(TextRows) > MostTextRows)
            return InvoiceProblems.TooMuchText;
        if (content.IssueDateGiven && (content.IssueDate < today.AddYears(-1) || content.IssueDate > today.AddYears(1)))
            return InvoiceProblems.IssueDateOutOfReach(today);
        if (content.DueDays is < 0 or > 3650)
            return PartyProblems.DueDaysOutOfRange;
        if (content.FixedDueDate is { } due)
        {
            if (due.Year is < 1970 or > 2200)
                return InvoiceProblems.DateOutOfReach("/due_date");
            if (due < content.IssueDate)
                return InvoiceProblems.DueDateBeforeIssue(content.IssueDate);
        }

        return InvoiceTotals.Of(content.Currency, content.Lines, content.Adjustments, content.Prepaid, content.Rounding).Succeeded(out var totals, out var problem)
            ? content with { Totals = totals }
            : problem;
    }

    private static int TextRows(LineItem line) => line.Description.Split('\n').Sum(row => 1 + (row.Length / LettersInRow));

    /// <summary>The date the invoice carries if it is issued on <paramref name="today"/>.</summary>
    public DateOnly IssueDateOn(DateOnly today) => Number is not null || IssueDateGiven ? IssueDate : today;

    /// <summary>The draft as it would be issued on <paramref name="today"/>: an unnumbered draft without a date of its own moves to that day.</summary>
    public Invoice DatedFor(DateOnly today) => State == InvoiceState.Draft ? this with { IssueDate = IssueDateOn(today) } : this;

    /// <summary>
    /// The draft that replaces this issued invoice: the same in every word, dated anew, with the number of the invoice it replaces (BG-3).
    /// A fixed due date becomes the same span of days.
    /// </summary>
    public Invoice Replacement(InvoiceId id, DateOnly today) => this with
    {
        Id = id,
        Type = DocumentType.Invoice,
        State = InvoiceState.Draft,
        Number = null,
        Version = 1,
        IssueDate = today,
        IssueDateGiven = false,
        DueDays = FixedDueDate is { } due ? due.DayNumber - IssueDate.DayNumber : DueDays,
        FixedDueDate = null,
        Corrects = Id,
        Preceding = new PrecedingInvoice(Number!, IssueDate),
    };

    /// <summary>Whether a change is possible. Refuses <c>not_a_draft</c> and <c>version_conflict</c>.</summary>
    public Problem? RefusalToChange(int? expectedVersion)
    {
        if (State != InvoiceState.Draft)
            return InvoiceProblems.NotADraft(State);
        return expectedVersion is { } expected && expected != Version ? InvoiceProblems.VersionConflict(Version) : null;
    }
}

/// <summary>The invoice that a credit note or a replacement refers to (BT-25, BT-26).</summary>
public sealed record PrecedingInvoice(string Number, DateOnly IssueDate);
