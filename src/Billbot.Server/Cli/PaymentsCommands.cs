using System.CommandLine;
using Billbot.App.Payments;

namespace Billbot.Server.Cli;

/// <summary><c>billbot payments record|refund|reverse|write-off</c>: rows that are added, never changed.</summary>
internal static class PaymentsCommands
{
    public static Command Record(Terminal terminal) => OfficeCommand.Subject<RecordPaymentInput>(
        terminal, "record", "Records money that has arrived.", "record_payment", OfficeCommand.Invoice,
        Moved().Flag("--allow-overpayment", "allow_overpayment", "More than is outstanding is meant.")
            .Flag("--allow-duplicate", "allow_duplicate", "Another payment of the same amount on the same day."));

    public static Command Refund(Terminal terminal) => OfficeCommand.Subject<RefundPaymentInput>(
        terminal, "refund", "Records money that was given back.", "refund_payment", OfficeCommand.Invoice,
        Moved().Text("--reason", "reason", "Why; kept on record."));

    public static Command WriteOff(Terminal terminal) => OfficeCommand.Subject<WriteOffInput>(
        terminal, "write-off", "Gives up what is outstanding.", "write_off", OfficeCommand.Invoice,
        new Fields().Text("--reason", "reason", "Why; kept on record.").Number("--amount", "amount", "A part; else all that is outstanding."));

    public static Command Reverse(Terminal terminal) => OfficeCommand.Subject<ReversePaymentInput>(
        terminal, "reverse", "Undoes a payment, refund or write-off by a row of its own; both stay.", "reverse_payment",
        new Subject("PAYMENT_ID", "The row's id, pay_…; payments list shows it.", "payment_id"),
        new Fields().Text("--reason", "reason", "Why; kept on record."));

    private static Fields Moved() => new Fields()
        .Number("--amount", "amount", "In the invoice's currency.")
        .Text("--on", "paid_on", "The day the money moved, YYYY-MM-DD; else today.")
        .Text("--method", "method", "bank_transfer, card, cash, check or other.")
        .Text("--reference", "reference", "Of the bank or processor; one row per reference.");
}
