using System.Globalization;

namespace Billbot.App.Tests.Models;

/// <summary>How a business keeps its books, as far as the model goes.</summary>
/// <param name="Rate">VAT in percent; 0 where the seller charges none and voids without a credit note.</param>
/// <param name="NumberedWhenSent">Whether drafts have no numbers.</param>
internal sealed record BooksKind(decimal Rate, bool NumberedWhenSent);

internal enum Kept
{
    Draft,
    Issued,
    Void,
    Deleted,
}

/// <summary>A row of the model's ledger.</summary>
internal sealed class ModelRow(ModelInvoice invoice, string kind, decimal amount, ModelRow? undoes = null)
{
    public ModelInvoice Invoice => invoice;

    public string Kind => kind;

    public decimal Amount => amount;

    public ModelRow? Undoes => undoes;

    public bool Undone { get; set; }

    /// <summary>The id that the product gave it.</summary>
    public string? Id { get; set; }

    public bool Stands => !Undone && undoes is null;
}

/// <summary>An invoice or credit note of the model.</summary>
internal sealed class ModelInvoice(decimal net, decimal rate, DateOnly issueDate, int dueDays)
{
    public string? Id { get; set; }

    public string? Number { get; set; }

    public Kept State { get; set; } = Kept.Draft;

    public bool IsCreditNote { get; init; }

    public decimal Net { get; set; } = net;

    public decimal Total => Net * (100 + rate) / 100;

    /// <summary>Net, by credit notes.</summary>
    public decimal CreditedNet { get; set; }

    public DateOnly IssueDate { get; set; } = issueDate;

    public DateOnly DueDate => IssueDate.AddDays(dueDays);

    public int DueDays => dueDays;

    public ModelInvoice? Replaces { get; init; }

    public List<ModelRow> Rows { get; } = [];

    public decimal Paid => Sum("payment") - Sum("refund");

    public decimal WrittenOff => Sum("write_off");

    private decimal Left => Total - (State == Kept.Void ? Total : CreditedNet * (100 + rate) / 100) - Paid - WrittenOff;

    public decimal Outstanding => State == Kept.Issued && !IsCreditNote ? Math.Max(0, Left) : 0;

    public decimal Overpaid => Math.Max(0, -Left);

    public string StatusOn(DateOnly today) => State switch
    {
        Kept.Draft => "draft",
        Kept.Void => "void",
        _ when IsCreditNote => "sent",
        _ when Outstanding == 0 => "paid",
        _ when DueDate < today => "overdue",
        _ => Paid > 0 ? "partially_paid" : "sent",
    };

    private decimal Sum(string kind) => Rows.Where(r => r.Stands && r.Kind == kind).Sum(r => r.Amount);
}

/// <summary>
/// What the books should look like, by the plainest code that can say it: no database, no rounding, one list. Each act tells whether it has to be
/// refused and otherwise does it.
/// </summary>
internal sealed class BooksModel(BooksKind kind, DateOnly today)
{
    private readonly Dictionary<string, int> _last = [];

    public DateOnly Today { get; private set; } = today;

    /// <summary>Invoices and credit notes, deleted drafts included, in the order of making.</summary>
    public List<ModelInvoice> Invoices { get; } = [];

    /// <summary>Rows of all ledgers in the order of adding.</summary>
    public List<ModelRow> Rows { get; } = [];

    /// <summary>Every number ever taken, and its state.</summary>
    public Dictionary<string, string> Register { get; } = [];

    public void Wait(int days) => Today = Today.AddDays(days);

    public ModelInvoice Create(decimal net, int dueDays) => Drafted(new ModelInvoice(net, kind.Rate, Today, dueDays));

    public static bool Update(ModelInvoice invoice, decimal net)
    {
        if (invoice.State != Kept.Draft)
            return false;
        invoice.Net = net;
        return true;
    }

    public bool Delete(ModelInvoice invoice)
    {
        if (invoice.State != Kept.Draft)
            return false;
        invoice.State = Kept.Deleted;
        if (invoice.Number is { } number)
            Register[number] = "cancelled";
        return true;
    }

    /// <summary>A second send changes nothing.</summary>
    public bool Send(ModelInvoice invoice)
    {
        if (invoice.State == Kept.Void)
            return false;
        if (invoice.State == Kept.Issued)
            return true;
        var issueDate = invoice.Number is null ? Today : invoice.IssueDate;
        if (issueDate.AddDays(invoice.DueDays) < Today)
            return false;
        invoice.IssueDate = issueDate;
        Issue(invoice);
        if (invoice.Replaces is not { } original)
            return true;

        foreach (var row in original.Rows.Where(r => r.Stands && r.Kind is ("payment" or "refund")).ToList())
        {
            Add(invoice, row.Kind, row.Amount);
            Undo(row);
        }

        if (original.State != Kept.Void)
            MakeVoid(original);
        return true;
    }

    public bool Pay(ModelInvoice invoice, decimal amount, bool mayOverpay)
    {
        if (invoice.State != Kept.Issued || invoice.IsCreditNote || (amount > invoice.Outstanding && !mayOverpay))
            return false;
        Add(invoice, "payment", amount);
        return true;
    }

    public bool Refund(ModelInvoice invoice, decimal amount)
    {
        if (invoice.State == Kept.Draft || invoice.IsCreditNote || amount > (invoice.State == Kept.Void ? invoice.Overpaid : invoice.Paid))
            return false;
        Add(invoice, "refund", amount);
        return true;
    }

    public bool WriteOff(ModelInvoice invoice, decimal amount)
    {
        if (invoice.State != Kept.Issued || invoice.IsCreditNote || amount > invoice.Outstanding)
            return false;
        Add(invoice, "write_off", amount);
        return true;
    }

    public bool Reverse(ModelRow row)
    {
        if (!row.Stands || (row.Kind == "payment" && row.Invoice.Paid < row.Amount))
            return false;
        Undo(row);
        return true;
    }

    public bool Credit(ModelInvoice invoice, decimal net)
    {
        if (invoice.State != Kept.Issued || invoice.IsCreditNote || invoice.WrittenOff > 0 || net > invoice.Net - invoice.CreditedNet)
            return false;
        CreditNote(invoice, net);
        if (invoice.CreditedNet == invoice.Net)
            MarkVoid(invoice);
        return true;
    }

    /// <summary>A second void changes nothing.</summary>
    public bool Void(ModelInvoice invoice)
    {
        if (invoice.State == Kept.Void)
            return true;
        if (invoice.State != Kept.Issued || invoice.IsCreditNote || invoice.Paid != 0)
            return false;
        MakeVoid(invoice);
        return true;
    }

    /// <summary>The replacement; the one there is while it is a draft; null where it must be refused.</summary>
    public ModelInvoice? Correct(ModelInvoice invoice, decimal net)
    {
        if (invoice.State is Kept.Draft or Kept.Deleted || invoice.IsCreditNote)
            return null;
        if (Invoices.FirstOrDefault(i => i.Replaces == invoice && i.State is (Kept.Draft or Kept.Issued)) is { } present)
            return present.State == Kept.Draft ? present : null;
        return Drafted(new ModelInvoice(net, kind.Rate, Today, invoice.DueDays) { Replaces = invoice });
    }

    private ModelInvoice Drafted(ModelInvoice draft)
    {
        Invoices.Add(draft);
        if (!kind.NumberedWhenSent)
            draft.Number = Take("INV", draft.IssueDate, "reserved");
        return draft;
    }

    private void Issue(ModelInvoice invoice)
    {
        invoice.Number ??= Take(invoice.IsCreditNote ? "CN" : "INV", invoice.IssueDate, "issued");
        invoice.State = Kept.Issued;
        Register[invoice.Number] = "issued";
    }

    private void MakeVoid(ModelInvoice invoice)
    {
        foreach (var row in invoice.Rows.Where(r => r.Stands && r.Kind == "write_off").ToList())
            Undo(row);
        if (kind.Rate > 0)
            CreditNote(invoice, invoice.Net - invoice.CreditedNet);
        MarkVoid(invoice);
    }

    private void MarkVoid(ModelInvoice invoice)
    {
        invoice.State = Kept.Void;
        Register[invoice.Number!] = "void";
    }

    private void CreditNote(ModelInvoice invoice, decimal net)
    {
        invoice.CreditedNet += net;
        var note = new ModelInvoice(net, kind.Rate, Today, 0) { IsCreditNote = true };
        Invoices.Add(note);
        Issue(note);
    }

    private void Undo(ModelRow row)
    {
        row.Undone = true;
        Add(row.Invoice, "reversal", row.Amount, row);
    }

    private void Add(ModelInvoice invoice, string rowKind, decimal amount, ModelRow? undoes = null)
    {
        var row = new ModelRow(invoice, rowKind, amount, undoes);
        invoice.Rows.Add(row);
        Rows.Add(row);
    }

    private string Take(string prefix, DateOnly on, string state)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{on.Year}");
        var next = _last[series] = _last.GetValueOrDefault(series) + 1;
        var number = string.Create(CultureInfo.InvariantCulture, $"{series}-{next:D4}");
        Register[number] = state;
        return number;
    }
}
