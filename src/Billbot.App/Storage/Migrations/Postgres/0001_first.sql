-- Every key leads with the business; every reference is composite, so that none can cross businesses.
-- Instants are microseconds UTC, dates are dates, money whole minor units.

create table business (
    id text collate "C" not null primary key,
    document text collate "C" not null,
    created_at bigint not null
);

-- The last row that a write locks: the head of the audit chain.
create table business_head (
    business_id text collate "C" not null primary key references business (id),
    audit_seq bigint not null,
    audit_hash bytea not null
);

create table client (
    business_id text collate "C" not null references business (id),
    id text collate "C" not null,
    name text collate "C" not null,
    name_folded text collate "C" not null,
    email text collate "C",
    search_text text collate "C" not null,
    archived bigint not null,
    document text collate "C" not null,
    created_at bigint not null,
    primary key (business_id, id)
);
create index client_by_name on client (business_id, name_folded, id);
create index client_by_email on client (business_id, email) where email is not null;

create table api_key (
    business_id text collate "C" not null references business (id),
    id text collate "C" not null,
    name text collate "C" not null,
    sha256 bytea not null unique,
    hint text collate "C" not null,
    preset text collate "C" not null,
    scopes text collate "C" not null,
    family text collate "C" not null,
    unlimited boolean not null,
    created_at bigint not null,
    expires_at bigint,
    last_used_at bigint,
    last_used_ip text collate "C",
    revoked_at bigint,
    primary key (business_id, id)
);

create table number_series (
    business_id text collate "C" not null references business (id),
    document text collate "C" not null check (document in ('invoice', 'credit_note')),
    period text collate "C" not null,
    next_seq bigint not null check (next_seq > 0),
    last_issue_on date,
    primary key (business_id, document, period)
);

-- Every number ever taken, one row each, for ever.
create table number_register (
    business_id text collate "C" not null references business (id),
    number text collate "C" not null,
    document text collate "C" not null check (document in ('invoice', 'credit_note')),
    period text collate "C" not null,
    seq bigint,
    state text collate "C" not null check (state in ('reserved', 'issued', 'void', 'cancelled', 'imported')),
    invoice_id text collate "C" not null,
    taken_at bigint not null,
    changed_at bigint not null,
    changed_by text collate "C" not null,
    reason text collate "C",
    primary key (business_id, number)
);
create unique index number_register_by_seq on number_register (business_id, document, period, seq);
create index number_register_by_invoice on number_register (business_id, invoice_id);

create table invoice (
    business_id text collate "C" not null references business (id),
    id text collate "C" not null,
    client_id text collate "C" not null,
    type bigint not null check (type in (380, 381, 384, 386)),
    state text collate "C" not null check (state in ('draft', 'issued', 'void')),
    number text collate "C",
    currency text collate "C" not null,
    issue_on date not null,
    due_on date,
    payable_minor bigint not null,
    version bigint not null,
    content_hash text collate "C" not null,
    lines_hash text collate "C" not null,
    corrects_id text collate "C",
    document text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    issued_at bigint,
    voided_at bigint,
    void_reason text collate "C",
    primary key (business_id, id),
    foreign key (business_id, client_id) references client (business_id, id),
    foreign key (business_id, corrects_id) references invoice (business_id, id),
    check (state = 'draft' or (number is not null and issued_at is not null)),
    check ((state = 'void') = (voided_at is not null))
);
create unique index invoice_by_number on invoice (business_id, number) where number is not null;
create index invoice_by_date on invoice (business_id, issue_on desc, id desc);
create index invoice_by_client on invoice (business_id, client_id, issue_on desc, id desc);
create index invoice_drafts on invoice (business_id, issue_on desc, id desc) where state = 'draft';
create index invoice_voids on invoice (business_id, issue_on desc, id desc) where state = 'void';
create index invoice_by_lines on invoice (business_id, client_id, lines_hash, created_at);
create index invoice_corrections on invoice (business_id, corrects_id) where corrects_id is not null;
-- One valid replacement per original; credit notes (381) are several.
create unique index invoice_replacement on invoice (business_id, corrects_id) where corrects_id is not null and type <> 381 and state <> 'void';

-- What changes after issue lives here, beside the frozen row.
create table invoice_balance (
    business_id text collate "C" not null,
    invoice_id text collate "C" not null,
    client_id text collate "C" not null,
    type bigint not null,
    state text collate "C" not null check (state in ('issued', 'void')),
    currency text collate "C" not null,
    issue_on date not null,
    due_on date,
    payable_minor bigint not null,
    paid_minor bigint not null,
    credited_minor bigint not null,
    written_off_minor bigint not null,
    outstanding_minor bigint not null check (outstanding_minor >= 0),
    overpaid_minor bigint not null check (overpaid_minor >= 0),
    primary key (business_id, invoice_id),
    foreign key (business_id, invoice_id) references invoice (business_id, id),
    check (outstanding_minor = 0 or overpaid_minor = 0)
);
create index balance_open on invoice_balance (business_id, due_on, invoice_id) where state = 'issued' and outstanding_minor > 0;
create index balance_open_of_client on invoice_balance (business_id, client_id, due_on, invoice_id) where state = 'issued' and outstanding_minor > 0;
create index balance_open_by_date on invoice_balance (business_id, issue_on desc, invoice_id desc) where state = 'issued' and outstanding_minor > 0;
create index balance_settled on invoice_balance (business_id, issue_on desc, invoice_id desc) where state = 'issued' and outstanding_minor = 0;

create table invoice_snapshot (
    business_id text collate "C" not null,
    invoice_id text collate "C" not null,
    snapshot bytea not null,
    sha256 bytea not null,
    primary key (business_id, invoice_id),
    foreign key (business_id, invoice_id) references invoice (business_id, id)
);

-- What was rendered from a snapshot, once.
create table document (
    business_id text collate "C" not null,
    invoice_id text collate "C" not null,
    kind text collate "C" not null check (kind in ('pdf')),
    bytes bytea not null,
    sha256 bytea not null,
    created_at bigint not null,
    primary key (business_id, invoice_id, kind),
    foreign key (business_id, invoice_id) references invoice_snapshot (business_id, invoice_id)
);

create table payment (
    business_id text collate "C" not null,
    id text collate "C" not null,
    invoice_id text collate "C" not null,
    kind text collate "C" not null check (kind in ('payment', 'refund', 'write_off', 'reversal')),
    amount_minor bigint not null check (amount_minor > 0),
    currency text collate "C" not null,
    paid_on date not null,
    reference text collate "C",
    -- The n-th row with this reference; one before it was reversed, because it was wrong or moved to a replacement.
    reference_turn bigint,
    reverses_id text collate "C",
    moved_from_id text collate "C",
    document text collate "C" not null,
    created_at bigint not null,
    primary key (business_id, id),
    foreign key (business_id, invoice_id) references invoice (business_id, id),
    foreign key (business_id, reverses_id) references payment (business_id, id),
    foreign key (business_id, moved_from_id) references payment (business_id, id),
    check ((kind = 'reversal') = (reverses_id is not null)),
    check ((reference is null) = (reference_turn is null))
);
create index payment_of_invoice on payment (business_id, invoice_id, created_at);
create unique index payment_by_reference on payment (business_id, reference, reference_turn) where reference is not null;
create unique index payment_reversed_once on payment (business_id, reverses_id) where reverses_id is not null;
create unique index payment_moved_once on payment (business_id, moved_from_id) where moved_from_id is not null;

create table outbox (
    business_id text collate "C" not null references business (id),
    id text collate "C" not null,
    kind text collate "C" not null check (kind in ('invoice', 'reminder', 'reply', 'notice')),
    subject_id text collate "C" not null,
    send_number bigint not null check (send_number > 0),
    message_id text collate "C" not null unique,
    envelope_from text collate "C" not null,
    recipients text collate "C" not null,
    request text collate "C" not null,
    request_sha256 bytea not null,
    requested_at bigint not null,
    state text collate "C" not null check (state in ('queued', 'sending', 'final', 'sent', 'failed', 'uncertain', 'cancelled')),
    transport text collate "C",
    attempts bigint not null,
    next_attempt_at bigint,
    lease_owner text collate "C",
    lease_until bigint,
    fence bigint not null,
    last_stage text collate "C",
    last_code bigint,
    last_enhanced text collate "C",
    last_text text collate "C",
    bytes bytea,
    sha256 bytea,
    sent_at bigint,
    primary key (business_id, id),
    unique (business_id, subject_id, kind, send_number)
);
create index outbox_due on outbox (next_attempt_at) where state in ('queued', 'sending', 'final');
create index outbox_of_subject on outbox (business_id, subject_id, send_number);

create table idempotency (
    business_id text collate "C" not null,
    family text collate "C" not null,
    operation text collate "C" not null,
    request_id text collate "C" not null,
    fingerprint bytea not null,
    result text collate "C" not null,
    created_at bigint not null,
    primary key (business_id, family, operation, request_id)
);
create index idempotency_by_age on idempotency (created_at);

create table audit_entry (
    business_id text collate "C" not null references business (id),
    seq bigint not null,
    at bigint not null,
    entry text collate "C" not null,
    previous_hash bytea not null,
    hash bytea not null,
    primary key (business_id, seq)
);

create function refuse() returns trigger language plpgsql as $$
begin
    raise exception '%', tg_argv[0] using errcode = 'restrict_violation';
end $$;

-- What was issued never changes, but for the one step to void; the same by raw SQL.
create trigger invoice_is_frozen before update on invoice for each row
when (old.state <> 'draft' and not (
    old.state = 'issued' and new.state = 'void'
    and new.business_id = old.business_id and new.id = old.id and new.client_id = old.client_id and new.type = old.type
    and new.number = old.number and new.currency = old.currency and new.issue_on = old.issue_on and new.due_on is not distinct from old.due_on
    and new.payable_minor = old.payable_minor and new.version = old.version and new.content_hash = old.content_hash
    and new.lines_hash = old.lines_hash and new.corrects_id is not distinct from old.corrects_id and new.document = old.document
    and new.created_at = old.created_at and new.updated_at = old.updated_at and new.issued_at = old.issued_at))
execute function refuse('an issued invoice never changes');

create trigger invoice_stays before delete on invoice for each row
when (old.state <> 'draft')
execute function refuse('an issued invoice is never deleted');

create trigger snapshot_is_frozen before update on invoice_snapshot for each row
execute function refuse('a snapshot never changes');

create trigger snapshot_stays before delete on invoice_snapshot for each row
execute function refuse('a snapshot is never deleted');

create trigger document_is_frozen before update on document for each row
execute function refuse('an issued document never changes');

create trigger document_stays before delete on document for each row
execute function refuse('an issued document is never deleted');

create trigger payment_is_frozen before update on payment for each row
execute function refuse('a ledger row never changes');

create trigger payment_stays before delete on payment for each row
execute function refuse('a ledger row is never deleted');

create trigger register_is_frozen before update on number_register for each row
when (new.business_id <> old.business_id or new.number <> old.number or new.document <> old.document or new.period <> old.period
    or new.seq is distinct from old.seq or new.invoice_id <> old.invoice_id or new.taken_at <> old.taken_at
    or not ((old.state = 'reserved' and new.state in ('issued', 'cancelled')) or (old.state = 'issued' and new.state = 'void')))
execute function refuse('a taken number stays what it is');

create trigger register_stays before delete on number_register for each row
execute function refuse('a taken number is never forgotten');

create trigger series_moves_forward before update on number_series for each row
when (new.next_seq < old.next_seq)
execute function refuse('a number series only moves forward');

create trigger series_stays before delete on number_series for each row
execute function refuse('a number series is never forgotten');

create trigger audit_is_frozen before update on audit_entry for each row
execute function refuse('the audit is append-only');

create trigger audit_stays before delete on audit_entry for each row
execute function refuse('the audit is append-only');

create trigger mail_stays_as_composed before update on outbox for each row
when ((old.bytes is not null and (new.bytes is distinct from old.bytes or new.sha256 is distinct from old.sha256))
    or new.message_id <> old.message_id or new.recipients <> old.recipients or new.envelope_from <> old.envelope_from
    or new.request <> old.request or new.request_sha256 <> old.request_sha256 or new.requested_at <> old.requested_at
    or new.subject_id <> old.subject_id or new.kind <> old.kind or new.send_number <> old.send_number)
execute function refuse('a composed mail never changes');

-- The second wall between businesses. Statements run as billbot_app, which owns nothing; app.business says whose rows there are.
alter table business enable row level security;
create policy of_business on business using (id = (select current_setting('app.business', true)));
alter table business_head enable row level security;
create policy of_business on business_head using (business_id = (select current_setting('app.business', true)));
alter table client enable row level security;
create policy of_business on client using (business_id = (select current_setting('app.business', true)));
alter table api_key enable row level security;
create policy of_business on api_key using (business_id = (select current_setting('app.business', true)));
alter table number_series enable row level security;
create policy of_business on number_series using (business_id = (select current_setting('app.business', true)));
alter table number_register enable row level security;
create policy of_business on number_register using (business_id = (select current_setting('app.business', true)));
alter table invoice enable row level security;
create policy of_business on invoice using (business_id = (select current_setting('app.business', true)));
alter table invoice_balance enable row level security;
create policy of_business on invoice_balance using (business_id = (select current_setting('app.business', true)));
alter table invoice_snapshot enable row level security;
create policy of_business on invoice_snapshot using (business_id = (select current_setting('app.business', true)));
alter table document enable row level security;
create policy of_business on document using (business_id = (select current_setting('app.business', true)));
alter table payment enable row level security;
create policy of_business on payment using (business_id = (select current_setting('app.business', true)));
alter table outbox enable row level security;
create policy of_business on outbox using (business_id = (select current_setting('app.business', true)));
alter table idempotency enable row level security;
create policy of_business on idempotency using (business_id = (select current_setting('app.business', true)));
alter table audit_entry enable row level security;
create policy of_business on audit_entry using (business_id = (select current_setting('app.business', true)));

-- The few questions that are asked before the business is known, each as narrow as it is needed.
create function key_by_hash(wanted bytea) returns setof api_key language sql stable security definer set search_path = public, pg_temp
as $$ select * from api_key where sha256 = wanted $$;

create function business_ids() returns table (id text, created_at bigint) language sql stable security definer set search_path = public, pg_temp
as $$ select id, created_at from business $$;

-- Locked until the end of the transaction; what another process has in hand is passed over.
create function mail_due(at bigint) returns setof outbox language sql security definer set search_path = public, pg_temp
as $$
    select * from outbox where state in ('queued', 'sending', 'final') and next_attempt_at <= at
    order by next_attempt_at, id limit 1 for update skip locked
$$;

create function forget_answers(before bigint) returns bigint language sql security definer set search_path = public, pg_temp
as $$
    with gone as (
        delete from idempotency where (business_id, family, operation, request_id) in
            (select business_id, family, operation, request_id from idempotency where created_at < before limit 1000 for update skip locked)
        returning 1)
    select count(*) from gone
$$;

-- What seals page marks, the same for all processes.
create table seal_key (
    name text collate "C" not null primary key,
    xml text not null
);

revoke all on function key_by_hash, business_ids, mail_due, forget_answers from public;
grant execute on function key_by_hash, business_ids, mail_due, forget_answers to billbot_app;
grant select, insert on seal_key to billbot_app;
grant select on schema_migration to billbot_app;
grant select, insert, update, delete on business, business_head, client, api_key, number_series, number_register, invoice, invoice_balance, invoice_snapshot, document, payment, outbox, idempotency, audit_entry to billbot_app;
