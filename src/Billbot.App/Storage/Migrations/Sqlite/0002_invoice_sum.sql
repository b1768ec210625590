-- What all invoices of a business come to, by how they stand, currency and due date: lists tell their sums without reading every row.
-- Triggers keep it, so that nothing can change beside it. 9999-12-31 where the due date does not matter or is missing.
create table invoice_sum (
    business_id text not null references business (id),
    standing text not null check (standing in ('draft', 'open', 'partly_paid', 'paid', 'credit_note', 'void')),
    currency text not null,
    due_on text not null,
    invoices integer not null,
    payable_minor integer not null,
    outstanding_minor integer not null,
    primary key (business_id, standing, currency, due_on)
) without rowid;

-- One invoice more (sign 1) or less (sign -1).
create view invoice_summed as
select business_id, state, type, currency, due_on, payable_minor, paid_minor, outstanding_minor, 1 as sign from invoice_balance
union all
select business_id, state, type, currency, due_on, payable_minor, 0, 0, 1 from invoice where state = 'draft';

create trigger sum_takes_invoice instead of insert on invoice_summed
begin
    insert into invoice_sum (business_id, standing, currency, due_on, invoices, payable_minor, outstanding_minor)
    select business_id, standing, currency, case when standing in ('open', 'partly_paid') then coalesce(due_on, '9999-12-31') else '9999-12-31' end,
        sign, case when type = 381 then -sign else sign end * payable_minor, sign * outstanding_minor
    from (select new.business_id as business_id, new.currency as currency, new.due_on as due_on, new.type as type, new.payable_minor as payable_minor,
        new.outstanding_minor as outstanding_minor, new.sign as sign,
        case when new.state <> 'issued' then new.state when new.type = 381 then 'credit_note' when new.outstanding_minor = 0 then 'paid'
            when new.paid_minor > 0 then 'partly_paid' else 'open' end as standing)
    where true
    on conflict (business_id, standing, currency, due_on) do update set invoices = invoices + excluded.invoices,
        payable_minor = payable_minor + excluded.payable_minor, outstanding_minor = outstanding_minor + excluded.outstanding_minor;
end;

create trigger sum_drops_empty after update on invoice_sum when new.invoices = 0
begin
    delete from invoice_sum where business_id = new.business_id and standing = new.standing and currency = new.currency and due_on = new.due_on;
end;

create trigger draft_is_summed after insert on invoice when new.state = 'draft'
begin
    insert into invoice_summed values (new.business_id, new.state, new.type, new.currency, new.due_on, new.payable_minor, 0, 0, 1);
end;

create trigger draft_is_summed_anew after update on invoice when old.state = 'draft'
begin
    insert into invoice_summed values (old.business_id, old.state, old.type, old.currency, old.due_on, old.payable_minor, 0, 0, -1);
    insert into invoice_summed select new.business_id, new.state, new.type, new.currency, new.due_on, new.payable_minor, 0, 0, 1 where new.state = 'draft';
end;

create trigger draft_is_summed_no_more after delete on invoice when old.state = 'draft'
begin
    insert into invoice_summed values (old.business_id, old.state, old.type, old.currency, old.due_on, old.payable_minor, 0, 0, -1);
end;

create trigger balance_is_summed after insert on invoice_balance
begin
    insert into invoice_summed values (new.business_id, new.state, new.type, new.currency, new.due_on, new.payable_minor, new.paid_minor, new.outstanding_minor, 1);
end;

create trigger balance_is_summed_anew after update on invoice_balance
begin
    insert into invoice_summed values (old.business_id, old.state, old.type, old.currency, old.due_on, old.payable_minor, old.paid_minor, old.outstanding_minor, -1);
    insert into invoice_summed values (new.business_id, new.state, new.type, new.currency, new.due_on, new.payable_minor, new.paid_minor, new.outstanding_minor, 1);
end;

create trigger balance_is_summed_no_more after delete on invoice_balance
begin
    insert into invoice_summed values (old.business_id, old.state, old.type, old.currency, old.due_on, old.payable_minor, old.paid_minor, old.outstanding_minor, -1);
end;

insert into invoice_summed select * from invoice_summed;

create index balance_partly_paid on invoice_balance (business_id, issue_on desc, invoice_id desc) where state = 'issued' and outstanding_minor > 0 and paid_minor > 0;
create index balance_credit_notes on invoice_balance (business_id, issue_on desc, invoice_id desc) where state = 'issued' and type = 381;
