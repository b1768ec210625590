namespace Billbot.Domain;

/// <summary>Rules that take the place of the ones before for documents dated <paramref name="From"/> or later.</summary>
/// <param name="From">The first day of a period.</param>
/// <param name="Mode">When a number is taken.</param>
/// <param name="InvoicePattern">How invoice numbers look.</param>
/// <param name="CreditNotePattern">How credit note numbers look.</param>
/// <param name="FiscalYearStart">Where fiscal years begin.</param>
public sealed record NumberingChange(DateOnly From, NumberingMode Mode, string InvoicePattern, string CreditNotePattern, MonthDay FiscalYearStart)
{
    internal NumberingRules Rules => new(Mode, NumberPattern.OfStored(InvoicePattern), NumberPattern.OfStored(CreditNotePattern), FiscalYearStart);

    internal static NumberingChange Of(DateOnly from, NumberingRules rules) => new(from, rules.Mode, rules.Invoice.Text, rules.CreditNote.Text, rules.FiscalYearStart);
}

/// <summary>What the register knows when rules are to change.</summary>
/// <param name="Until">The latest date that a numbered document carries, or today.</param>
/// <param name="Taken">The periods in which numbers were taken.</param>
public sealed record NumberUse(DateOnly Until, IReadOnlySet<(NumberedDocument Document, string Period)> Taken);

/// <summary>Changes the rules of a business that has taken numbers: never for the present period, always from the next one on in which nothing was taken.</summary>
public static class NumberingSwitch
{
    private const int DaysToSearch = 800;

    /// <summary>
    /// The business with <paramref name="wanted"/> from its next period on; what was planned before and has not begun is replaced. A counter that never
    /// starts again changes with the fiscal year. Refuses <c>invalid_pattern</c> where a number could be given twice, <c>numbering_fixed</c> where no period is left.
    /// </summary>
    public static Result<Business> Plan(Business business, NumberingRules wanted, NumberUse use)
    {
        if (Same(wanted, business.NumberingRulesOn(DateOnly.MaxValue)))
            return business;
        if (NextPeriod(business, use) is not { } from)
            return NumberingProblems.Fixed;

        var kept = (business.NumberingChanges ?? []).Where(c => c.From < from).ToList();
        var before = business with { NumberingChanges = kept.Count > 0 ? kept : null };
        if (Same(wanted, before.NumberingRulesOn(from)))
            return before;
        foreach (var earlier in kept.Select(c => c.Rules).Append(business.NumberingRules))
        {
            if (wanted.Invoice.MayRepeat(earlier.Invoice) || wanted.CreditNote.MayRepeat(earlier.CreditNote))
                return NumberingProblems.Taken;
            if (wanted.Invoice.MayEqual(earlier.CreditNote) || wanted.CreditNote.MayEqual(earlier.Invoice))
                return NumberingProblems.Overlap;
        }

        return wanted.Invoice.MayEqual(wanted.CreditNote)
            ? NumberingProblems.Overlap
            : before with { NumberingChanges = [.. kept, NumberingChange.Of(from, wanted)] };
    }

    /// <summary>The first day after all that is numbered on which both series begin anew; where their periods never begin together, that of the invoices.</summary>
    private static DateOnly? NextPeriod(Business business, NumberUse use)
    {
        NumberedDocument[] both = [NumberedDocument.Invoice, NumberedDocument.CreditNote];
        foreach (var documents in new[] { both, both[..1] })
        {
            for (var day = use.Until; day.DayNumber - use.Until.DayNumber < DaysToSearch && day < DateOnly.MaxValue;)
            {
                day = day.AddDays(1);
                if (documents.All(d => Begins(business, d, day, use)))
                    return day;
            }
        }

        return null;
    }

    private static bool Begins(Business business, NumberedDocument document, DateOnly day, NumberUse use)
    {
        var rules = business.NumberingRulesOn(day.AddDays(-1));
        var period = rules.PeriodOf(document, day);
        if (period.Length == 0)
            return (day.Month, day.Day) == (rules.FiscalYearStart.Month, rules.FiscalYearStart.Day);
        return period != rules.PeriodOf(document, day.AddDays(-1)) && !use.Taken.Contains((document, period));
    }

    private static bool Same(NumberingRules one, NumberingRules other) =>
        one.Mode == other.Mode && one.Invoice.Text == other.Invoice.Text && one.CreditNote.Text == other.CreditNote.Text && one.FiscalYearStart == other.FiscalYearStart;
}
