using System.Globalization;

namespace Billbot.Domain;

/// <summary>Refusals about credit notes and corrections.</summary>
public static class CreditProblems
{
    public static Problem NothingChosen { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "A credit note needs lines or amounts.",
        "Name lines of the invoice, or net amounts; to take all of it back, void the invoice.",
        "/lines");

    public static Problem LinesAndAmounts { get; } = new(
        ProblemKind.Invalid,
        "conflicting_arguments",
        "Lines and amounts exclude each other.",
        "Send one of the two.",
        "/amounts");

    public static Problem LineTwice { get; } = new(
        ProblemKind.Invalid,
        "conflicting_arguments",
        "This line is named twice.",
        "Name each line once, with the whole quantity to credit.");

    public static Problem LineIndivisible { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "The line has a fixed discount or charge and is credited in whole only.",
        "Leave quantity out, or credit an amount.");

    public static Problem GroupUnknown { get; } = new(
        ProblemKind.Invalid,
        "tax_group_unknown",
        "The invoice charges nothing at this rate and category.",
        "Take a rate and category from the taxes of the invoice.");

    public static Problem GroupAmbiguous { get; } = new(
        ProblemKind.Invalid,
        "tax_group_ambiguous",
        "The invoice has several rates.",
        "Say which: tax_rate, and tax_category where the rate alone does not tell.");

    public static Problem NothingToCredit { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "A credit note gives something back: its total is above 0.",
        "Choose lines or amounts that come to more than 0.",
        "/amounts");

    public static Problem CreditNoteStays { get; } = new(
        ProblemKind.Conflict,
        "credit_note_not_correctable",
        "A credit note is neither credited nor corrected.",
        "Write a new invoice over the amount.",
        "/invoice_id");

    public static Problem WrittenOff(Money amount) => new(
        ProblemKind.Conflict,
        "invoice_written_off",
        $"{amount} of this invoice is written off.",
        "Reverse the write-off first: billbot payments reverse. Then credit.",
        "/invoice_id");

    public static Problem AlreadyVoid { get; } = new(
        ProblemKind.Conflict,
        "invoice_void",
        "This invoice is void: nothing is left to credit.",
        "Nothing is left to do; a new invoice is made with create_invoice.",
        "/invoice_id");

    public static Problem AlreadyCorrected(InvoiceId replacement) => new(
        ProblemKind.Conflict,
        "already_corrected",
        $"This invoice was replaced by {replacement}.",
        $"Correct the replacement: create_corrected_invoice with invoice_id {replacement}.",
        "/invoice_id");

    public static Problem PaymentsStayWithClient { get; } = new(
        ProblemKind.Conflict,
        "correction_moves_payments",
        "Payments of the replaced invoice would move to another client or currency.",
        "Keep client and currency in the replacement; or the owner first runs billbot payments refund or reverse.",
        "/invoice_id");

    public static Problem LineUnknown(int count) => new(
        ProblemKind.Invalid,
        "line_unknown",
        string.Create(CultureInfo.InvariantCulture, $"The invoice has lines 1 to {count}."),
        "Count the lines from 1, as the invoice shows them.");

    public static Problem QuantityExceeds(Quantity quantity) => new(
        ProblemKind.Invalid,
        "out_of_range",
        $"The line has a quantity of {quantity}.",
        "Credit that much or less, of the same sign.");

    public static string At(string list, int index, string field) => string.Create(CultureInfo.InvariantCulture, $"/{list}/{index}/{field}");
}
