-- What all invoices of a business come to, by how they stand, currency and due date: lists tell their sums without reading every row.
-- Triggers keep it, so that nothing can change beside it. 9999-12-31 where the due date does not matter or is missing.
create table invoice_sum (
    business_id text collate "C" not null references business (id),
    standing text collate "C" not null check (standing in ('draft', 'open', 'partly_paid', 'paid', 'credit_note', 'void')),
    currency text collate "C" not null,
    due_on date not null,
    invoices bigint not null,
    payable_minor bigint not null,
    outstanding_minor bigint not null,
    primary key (business_id, standing, currency, due_on)
);
alter table invoice_sum enable row level security;
create policy of_business on invoice_sum using (business_id = (select current_setting('app.business', true)));
grant select, insert, update, delete on invoice_sum to billbot_app;

-- One invoice more (sign 1) or less (sign -1).
create function sum_invoice(business text, state text, type bigint, money text, due date, payable bigint, paid bigint, outstanding bigint, sign bigint) returns void language plpgsql as $$
declare
    stands text := case when state <> 'issued' then state when type = 381 then 'credit_note' when outstanding = 0 then 'paid' when paid > 0 then 'partly_paid' else 'open' end;
begin
    insert into invoice_sum as present (business_id, standing, currency, due_on, invoices, payable_minor, outstanding_minor)
    values (business, stands, money, case when stands in ('open', 'partly_paid') then coalesce(due, '9999-12-31') else '9999-12-31' end,
        sign, case when type = 381 then -sign else sign end * payable, sign * outstanding)
    on conflict (business_id, standing, currency, due_on) do update set invoices = present.invoices + excluded.invoices,
        payable_minor = present.payable_minor + excluded.payable_minor, outstanding_minor = present.outstanding_minor + excluded.outstanding_minor;
end $$;

create function drop_empty_sum() returns trigger language plpgsql as $$
begin
    delete from invoice_sum where business_id = new.business_id and standing = new.standing and currency = new.currency and due_on = new.due_on;
    return null;
end $$;
create trigger sum_drops_empty after update on invoice_sum for each row when (new.invoices = 0) execute function drop_empty_sum();

create function sum_draft() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.state = 'draft' then
        perform sum_invoice(old.business_id, old.state, old.type, old.currency, old.due_on, old.payable_minor, 0, 0, -1);
    end if;
    if tg_op <> 'DELETE' and new.state = 'draft' then
        perform sum_invoice(new.business_id, new.state, new.type, new.currency, new.due_on, new.payable_minor, 0, 0, 1);
    end if;
    return null;
end $$;
create trigger draft_is_summed after insert on invoice for each row when (new.state = 'draft') execute function sum_draft();
create trigger draft_is_summed_anew after update on invoice for each row when (old.state = 'draft') execute function sum_draft();
create trigger draft_is_summed_no_more after delete on invoice for each row when (old.state = 'draft') execute function sum_draft();

create function sum_balance() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform sum_invoice(old.business_id, old.state, old.type, old.currency, old.due_on, old.payable_minor, old.paid_minor, old.outstanding_minor, -1);
    end if;
    if tg_op <> 'DELETE' then
        perform sum_invoice(new.business_id, new.state, new.type, new.currency, new.due_on, new.payable_minor, new.paid_minor, new.outstanding_minor, 1);
    end if;
    return null;
end $$;
create trigger balance_is_summed after insert on invoice_balance for each row execute function sum_balance();
create trigger balance_is_summed_anew after update on invoice_balance for each row execute function sum_balance();
create trigger balance_is_summed_no_more after delete on invoice_balance for each row execute function sum_balance();

select sum_invoice(business_id, state, type, currency, due_on, payable_minor, paid_minor, outstanding_minor, 1) from invoice_balance;
select sum_invoice(business_id, state, type, currency, due_on, payable_minor, 0, 0, 1) from invoice where state = 'draft';

create index balance_partly_paid on invoice_balance (business_id, issue_on desc, invoice_id desc) where state = 'issued' and outstanding_minor > 0 and paid_minor > 0;
create index balance_credit_notes on invoice_balance (business_id, issue_on desc, invoice_id desc) where state = 'issued' and type = 381;
