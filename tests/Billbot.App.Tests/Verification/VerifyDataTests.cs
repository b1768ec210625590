using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Verification;

public sealed class VerifyDataTests
{
    [Fact]
    public async Task A_busy_business_is_found_in_order_and_every_check_looked_at_something()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        await office.CorrectedAsync((await office.BusyAsync()).Client);
        var before = Rows.All(office);

        var report = await office.Owner.AskAsync("verify_data", new { });

        Assert.True(report.Flag("ok"));
        Assert.All(report.At("checks").EnumerateArray(), c => Assert.True(c.GetProperty("looked").GetInt64() > 0, c.GetProperty("name").GetString()));
        Assert.Equal(before, Rows.All(office));
    }

    [Fact]
    public async Task A_business_that_has_done_nothing_is_in_order()
    {
        await using var office = await TestOffice.OpenAsync();

        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    public static TheoryData<string, string> Damage => new()
    {
        { "numbers_contiguous", "delete from number_register where seq = 2 and document = 'invoice'" },
        { "numbers_contiguous", "update number_series set next_seq = next_seq + 1 where document = 'invoice'" },
        { "numbers_contiguous", "update number_series set next_seq = 2 where document = 'invoice'" },
        { "numbers_contiguous", "delete from number_series where document = 'credit_note'" },
        { "numbers_explained", "update number_register set state = 'cancelled' where seq = 1 and document = 'invoice'" },
        { "numbers_explained", "update number_register set state = 'issued' where state = 'void'" },
        { "numbers_explained", "update number_register set state = 'issued' where state = 'reserved'" },
        { "numbers_explained", "update number_register set invoice_id = 'inv_nobody' where seq = 1 and document = 'invoice'" },
        { "numbers_explained", "update invoice set number = 'INV-2026-9999' where number = 'INV-2026-0001'" },
        { "numbers_explained", "update number_series set last_issue_on = '2030-01-01' where document = 'invoice'" },
        { "numbers_explained", "delete from invoice where state = 'draft'" },
        { "snapshots_unchanged", "update invoice_snapshot set snapshot = (select snapshot from invoice_snapshot order by invoice_id limit 1)" },
        { "snapshots_unchanged", "delete from invoice_snapshot where invoice_id = (select min(invoice_id) from invoice_snapshot)" },
        { "snapshots_unchanged", "update invoice_snapshot set sha256 = x'00'" },
        { "snapshots_unchanged", "update invoice set document = replace(document, 'Design work', 'Other work') where state <> 'draft'" },
        { "snapshots_unchanged", "update invoice set document = replace(document, '\"number\":\"INV-2026-0003\"', '\"number\":\"INV-2026-0033\"') where number = 'INV-2026-0003'" },
        { "snapshots_unchanged", "update invoice set document = 'no json' where number = 'INV-2026-0003'" },
        { "snapshots_unchanged", "update invoice set state = 'draft' where number = 'INV-2026-0003'" },
        { "documents_unchanged", "update document set bytes = x'255044460a'" },
        { "mails_unchanged", "update outbox set request = replace(request, 'kontor-spree', 'thief') where subject_id = (select min(subject_id) from outbox)" },
        { "mails_unchanged", "update outbox set recipients = '[\"thief@evil.example\"]' where subject_id = (select min(subject_id) from outbox)" },
        { "mails_unchanged", "update outbox set envelope_from = 'thief@evil.example' where subject_id = (select min(subject_id) from outbox)" },
        { "mails_unchanged", "update outbox set bytes = x'00', sha256 = x'01' where subject_id = (select min(subject_id) from outbox)" },
        { "mails_unchanged", "update outbox set subject_id = 'inv_nobody' where subject_id = (select min(subject_id) from outbox)" },
        { "totals_add_up", "update invoice set payable_minor = payable_minor + 1 where number = 'INV-2026-0003'" },
        { "totals_add_up", "update invoice set document = replace(document, '300', '301') where number = 'INV-2026-0003'" },
        { "totals_add_up", "update invoice set document = 'null' where state = 'draft'" },
        { "columns_agree", "update invoice set due_on = '2030-01-01' where number = 'INV-2026-0003'" },
        { "columns_agree", "update invoice set currency = 'USD' where number = 'INV-2026-0003'" },
        { "columns_agree", "update invoice set lines_hash = 'x' where number = 'INV-2026-0003'" },
        { "columns_agree", "update invoice set version = 7 where number = 'INV-2026-0003'" },
        { "columns_agree", "update client set email = 'thief@evil.example'" },
        { "columns_agree", "update client set name_folded = 'somebody else'" },
        { "columns_agree", "update client set archived = 1" },
        { "columns_agree", "update client set document = '{}'" },
        { "columns_agree", "update payment set amount_minor = 1 where reference = 'TR-1'" },
        { "columns_agree", "update payment set reference = 'TR-2' where reference = 'TR-1'" },
        { "balances_follow", "update invoice_balance set outstanding_minor = 0 where paid_minor = 0 and state = 'issued'" },
        { "balances_follow", "update invoice_balance set credited_minor = payable_minor, outstanding_minor = 0 where paid_minor = 0 and state = 'issued' and type = 380" },
        { "balances_follow", "update invoice_balance set paid_minor = paid_minor + 1 where paid_minor > 0" },
        { "balances_follow", "update invoice_balance set written_off_minor = 5" },
        { "balances_follow", "update invoice_balance set due_on = '2030-01-01' where type = 380" },
        { "balances_follow", "update invoice_balance set state = 'issued' where state = 'void'" },
        { "balances_follow", "update invoice_balance set payable_minor = 1" },
        { "balances_follow", "delete from invoice_balance where paid_minor = 0" },
        { "balances_follow", "delete from payment where reference = 'TR-1'" },
        { "balances_follow", "update payment set document = replace(document, '119', '118') where reference = 'TR-1'" },
        { "balances_follow", "update payment set document = 'x' where reference = 'TR-1'" },
        { "columns_agree", "update payment set reverses_id = null, kind = 'payment' where kind = 'reversal'" },
        { "columns_agree", "update payment set moved_from_id = null where moved_from_id is not null" },
        { "credits_fit", "update invoice set corrects_id = null where number = 'CN-2026-0001'" },
        { "credits_fit", "update invoice set document = replace(document, '\"tax\":\"76.00 EUR\"', '\"tax\":\"77.00 EUR\"') where number = 'CN-2026-0001'" },
        { "credits_fit", "delete from invoice where id in (select corrects_id from invoice where number = 'CN-2026-0001')" },
        { "totals_add_up", "update invoice set document = replace(document, '\"tax_total\":\"76.00 EUR\"', '\"tax_total\":\"77.00 EUR\"') where number = 'CN-2026-0001'" },
        { "ledger_links", "delete from payment where moved_from_id is not null" },
        { "ledger_links", "delete from payment where reverses_id is not null" },
        { "ledger_links", "update payment set document = replace(document, '57.00 EUR', '58.00 EUR') where moved_from_id is not null" },
        { "ledger_links", "update payment set reference_turn = 2 where reference = 'TR-1'" },
        { "ledger_links", "update payment set invoice_id = (select invoice_id from payment where reference = 'TR-1') where moved_from_id is not null" },
        { "balances_follow", "update invoice_balance set credited_minor = credited_minor - 1, outstanding_minor = outstanding_minor + 1 where credited_minor > 0 and state = 'issued'" },
        { "record_unbroken", "update audit_entry set entry = replace(entry, 'local agent', 'owner') where seq = 3" },
        { "record_unbroken", "update audit_entry set at = at + 1 where seq = 3" },
        { "record_unbroken", "delete from audit_entry where seq = 3" },
        { "record_unbroken", "delete from audit_entry where seq = (select max(seq) from audit_entry)" },
        { "record_unbroken", "delete from audit_entry" },
        { "record_unbroken", "update audit_entry set previous_hash = x'00' where seq = 4" },
        { "record_unbroken", "update audit_entry set hash = x'00' where seq = 4" },
        { "record_unbroken", "update business_head set audit_seq = audit_seq - 1" },
        { "record_unbroken", "delete from business_head" },
        { "record_unbroken", "insert into audit_entry select business_id, seq + 1, at, entry, hash, hash from audit_entry order by seq desc limit 1" },
    };

    [Theory]
    [Trait("Database", "Either")]
    [MemberData(nameof(Damage))]
    public async Task Damage_by_hand_is_found_by_the_check_it_concerns(string name, string sql)
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        await office.CorrectedAsync((await office.BusyAsync()).Client);
        Rows.Break(office, sql);

        var report = await office.Owner.AskAsync("verify_data", new { });

        Assert.False(report.Flag("ok"));
        var check = report.At("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        Assert.False(check.GetProperty("ok").GetBoolean(), $"{name} is content; found instead: {string.Join(", ", report.At("checks").EnumerateArray().Where(c => !c.GetProperty("ok").GetBoolean()).Select(c => c.GetProperty("name")))}");
        Assert.NotEqual(0, check.GetProperty("findings").GetArrayLength());
    }
}
