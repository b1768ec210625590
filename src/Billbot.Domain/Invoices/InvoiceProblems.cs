using System.Globalization;
using System.Text.Json.Nodes;

namespace Billbot.Domain;

/// <summary>Refusals about invoices.</summary>
public static class InvoiceProblems
{
    public static Problem NotFound { get; } = new(
        ProblemKind.NotFound,
        "invoice_not_found",
        "This business has no such invoice.",
        "Find it with list_invoices; send its id (inv_…) or its full number.",
        "/invoice_id");

    public static Problem NumberUnknownYet { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "Billbot assigns numbers.",
        "Leave the number out.",
        "/number");

    public static Problem UnitUnknown { get; } = new(
        ProblemKind.Invalid,
        "unit_unknown",
        "There is no such unit.",
        "Take hour, minute, day, week, month, year, piece, unit, service, lump_sum, kg, km, m, m2, litre, percent, or its code in UN/ECE Recommendation 20.",
        "/unit");

    public static Problem PriceMissing { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "A line needs unit_price or rate.",
        "Send the net price of one unit, for example unit_price: 125, or the name of an agreed rate.",
        "/unit_price");

    public static Problem PriceAndRate { get; } = new(
        ProblemKind.Invalid,
        "conflicting_arguments",
        "unit_price and rate exclude each other.",
        "Send one of the two.",
        "/rate");

    public static Problem DueDaysAndDate { get; } = new(
        ProblemKind.Invalid,
        "conflicting_arguments",
        "due_days and due_date exclude each other.",
        "Send one of the two.",
        "/due_days");

    public static Problem DescriptionMissing { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "description must not be empty.",
        "Say what the line is for.",
        "/description");

    public static Problem AllowanceWithoutBase { get; } = new(
        ProblemKind.Invalid,
        "allowance_without_base",
        "There is no positive amount that the allowance could be taken from.",
        "Give the allowance a tax category of its own, or add the lines first.");

    public static Problem NegativeTotal { get; } = new(
        ProblemKind.Conflict,
        "negative_total",
        "The total is below 0.",
        "An invoice asks for money; to give money back, void or correct the earlier invoice.",
        "/line_items");

    public static Problem CreditNoteNotVoidable { get; } = new(
        ProblemKind.Conflict,
        "credit_note_not_voidable",
        "Credit notes are not voided.",
        "Write a new invoice over the amount.",
        "/invoice_id");

    public static Problem CreditExceedsInvoice(Money left) => new(
        ProblemKind.Conflict,
        "credit_exceeds_invoice",
        $"Only {left} of this group is not credited yet.",
        "Credit that much or less.",
        "/amount");

    public static Problem TooManyLines(int count) => new(
        ProblemKind.Invalid,
        "out_of_range",
        string.Create(CultureInfo.InvariantCulture, $"An invoice has at most {Invoice.MostLines} lines, this one has {count}."),
        "Sum lines up, or split the invoice.",
        "/line_items");

    public static Problem TooMuchText { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "The descriptions together are longer than a printed invoice of 60 pages holds.",
        "Shorten them, or split the invoice.",
        "/line_items");

    public static Problem IssueDateOutOfReach(DateOnly today) => new(
        ProblemKind.Invalid,
        "out_of_range",
        $"issue_date lies within a year of today, {today:O}.",
        "Leave it out for today, or send a date near today.",
        "/issue_date");

    public static Problem DateOutOfReach(string field) => new(
        ProblemKind.Invalid,
        "out_of_range",
        "The year lies between 1970 and 2200.",
        "Send the date as YYYY-MM-DD.",
        field);

    public static Problem DueDateBeforeIssue(DateOnly issueDate) => new(
        ProblemKind.Invalid,
        "due_date_before_issue",
        $"The due date lies before the issue date {issueDate:O}.",
        "Send a due date on or after the issue date, or due_days.",
        "/due_date");

    public static Problem DueDatePassed(DateOnly dueDate) => new(
        ProblemKind.Conflict,
        "due_date_passed",
        $"The due date {dueDate:O} has passed.",
        "Set a new due_date or due_days with update_invoice, then send again.",
        "/due_date");

    public static Problem IssueDateInFuture(DateOnly today) => new(
        ProblemKind.Conflict,
        "issue_date_in_future",
        $"This business numbers invoices in the order of their dates: an invoice is dated today, {today:O}, or earlier.",
        "Set issue_date to today or earlier with update_invoice, or send it on that day.",
        "/issue_date");

    public static Problem IssueDateBeforeLast(DateOnly last) => new(
        ProblemKind.Conflict,
        "issue_date_before_last",
        $"The last invoice of the series is dated {last:O}; dates of a series never run backwards.",
        "Set a later issue_date with update_invoice, then send again.",
        "/issue_date");

    public static Problem NotADraft(InvoiceState state) => new(
        ProblemKind.Conflict,
        "not_a_draft",
        state == InvoiceState.Void ? "This invoice is void." : "This invoice has been issued and never changes.",
        state == InvoiceState.Void ? "Create a new invoice." : "Fix it with create_corrected_invoice, or cancel it with void_invoice.",
        "/invoice_id");

    public static Problem NotIssued { get; } = new(
        ProblemKind.Conflict,
        "not_issued",
        "This invoice is still a draft.",
        "Send it with send_invoice, or delete it with delete_draft_invoice.",
        "/invoice_id");

    public static Problem HasPayments(Money paid) => new(
        ProblemKind.Conflict,
        "invoice_has_payments",
        $"{paid} is recorded as paid on this invoice.",
        "To fix the invoice, use create_corrected_invoice: payments move along. To cancel it, the owner first runs billbot payments refund or reverse.",
        "/invoice_id");

    public static Problem VersionConflict(int version) => new(
        ProblemKind.Conflict,
        "version_conflict",
        string.Create(CultureInfo.InvariantCulture, $"It was changed since: the version is now {version}."),
        "Read it again with get_invoice, then repeat the change with its version.",
        "/version");

    public static Problem ClientArchived(ClientId client) => new(
        ProblemKind.Conflict,
        "client_archived",
        $"The client {client} is archived.",
        "Take another client, or ask the owner: billbot clients set --archived false.",
        "/client_id");

    public static Problem ClientHasNoEmail(ClientId client) => new(
        ProblemKind.Conflict,
        "client_has_no_email",
        $"The client {client} has no e-mail address.",
        "Ask the user for the billing address, then add it with update_client.",
        "/invoice_id");

    public static Problem Incomplete(IReadOnlyList<MissingField> missing) => new(
        ProblemKind.Conflict,
        "incomplete_invoice",
        $"The invoice lacks {string.Join(", ", missing.Select(m => m.Field))}.",
        missing.Count == 1 ? missing[0].Fix : Fixes(missing),
        "/invoice_id")
    {
        Details = new JsonObject { ["missing"] = new JsonArray([.. missing.Select(m => m.ToJson())]) },
    };

    public static Problem TotalMismatch(Money payable) => new(
        ProblemKind.Conflict,
        "total_mismatch",
        "The invoice's total is not the expected one; nothing was sent.",
        "Show the user details.total and ask; do not just copy it.",
        "/expected_total")
    {
        Details = new JsonObject { ["total"] = payable.AmountText, ["currency"] = payable.Currency.Code },
    };

    public static Problem RecipientMismatch(EmailAddress recipient) => new(
        ProblemKind.Conflict,
        "recipient_mismatch",
        "The client's billing address is not the expected one; nothing was sent.",
        "Show the user details.recipient and ask; do not just copy it.",
        "/expected_recipient")
    {
        Details = new JsonObject { ["recipient"] = recipient.Value },
    };

    /// <summary>All that the owner has to set fits one command.</summary>
    private static string Fixes(IReadOnlyList<MissingField> missing)
    {
        var flags = missing.Where(m => m.Field.StartsWith("business.", StringComparison.Ordinal)).Select(m => $"--{m.Field["business.".Length..]} …").ToList();
        var others = missing.Where(m => !m.Field.StartsWith("business.", StringComparison.Ordinal)).Select(m => m.Fix);
        return string.Join(" ", (flags.Count == 0 ? [] : new[] { $"The owner runs: billbot business set {string.Join(' ', flags)}" }).Concat(others));
    }
}
