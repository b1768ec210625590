-- Every key leads with the business; every reference is composite, so that none can cross businesses.
-- Instants are microseconds UTC, dates ISO text, money whole minor units.

create table business (
    id text not null primary key,
    document text not null,
    created_at integer not null
) without rowid;

-- The last row that a write locks: the head of the audit chain.
create table business_head (
    business_id text not null primary key references business (id),
    audit_seq integer not null,
    audit_hash blob not null
) without rowid;

create table client (
    business_id text not null references business (id),
    id text not null,
    name text not null,
    name_folded text not null,
    email text,
    search_text text not null,
    archived integer not null,
    document text not null,
    created_at integer not null,
    primary key (business_id, id)
) without rowid;
create index client_by_name on client (business_id, name_folded, id);
create index client_by_email on client (business_id, email) where email is not null;

create table api_key (
    business_id text not null references business (id),
    id text not null,
    name text not null,
    sha256 blob not null unique,
    hint text not null,
    preset text not null,
    scopes text not null,
    family text not null,
    unlimited integer not null,
    created_at integer not null,
    expires_at integer,
    last_used_at integer,
    last_used_ip text,
    revoked_at integer,
    primary key (business_id, id)
) without rowid;

create table number_series (
    business_id text not null references business (id),
    document text not null check (document in ('invoice', 'credit_note')),
    period text not null,
    next_seq integer not null check (next_seq > 0),
    last_issue_on text,
    primary key (business_id, document, period)
) without rowid;

-- Every number ever taken, one row each, for ever.
create table number_register (
    business_id text not null references business (id),
    number text not null,
    document text not null check (document in ('invoice', 'credit_note')),
    period text not null,
    seq integer,
    state text not null check (state in ('reserved', 'issued', 'void', 'cancelled', 'imported')),
    invoice_id text not null,
    taken_at integer not null,
    changed_at integer not null,
    changed_by text not null,
    reason text,
    primary key (business_id, number)
) without rowid;
create unique index number_register_by_seq on number_register (business_id, document, period, seq);
create index number_register_by_invoice on number_register (business_id, invoice_id);

create table invoice (
    business_id text not null references business (id),
    id text not null,
    client_id text not null,
    type integer not null check (type in (380, 381, 384, 386)),
    state text not null check (state in ('draft', 'issued', 'void')),
    number text,
    currency text not null,
    issue_on text not null,
    due_on text,
    payable_minor integer not null,
    version integer not null,
    content_hash text not null,
    lines_hash text not null,
    corrects_id text,
    document text not null,
    created_at integer not null,
    updated_at integer not null,
    issued_at integer,
    voided_at integer,
    void_reason text,
    primary key (business_id, id),
    foreign key (business_id, client_id) references client (business_id, id),
    foreign key (business_id, corrects_id) references invoice (business_id, id),
    check (state = 'draft' or (number is not null and issued_at is not null)),
    check ((state = 'void') = (voided_at is not null))
) without rowid;
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
    business_id text not null,
    invoice_id text not null,
    client_id text not null,
    type integer not null,
    state text not null check (state in ('issued', 'void')),
    currency text not null,
    issue_on text not null,
    due_on text,
    payable_minor integer not null,
    paid_minor integer not null,
    credited_minor integer not null,
    written_off_minor integer not null,
    outstanding_minor integer not null check (outstanding_minor >= 0),
    overpaid_minor integer not null check (overpaid_minor >= 0),
    primary key (business_id, invoice_id),
    foreign key (business_id, invoice_id) references invoice (business_id, id),
    check (outstanding_minor = 0 or overpaid_minor = 0)
) without rowid;
create index balance_open on invoice_balance (business_id, due_on, invoice_id) where state = 'issued' and outstanding_minor > 0;
create index balance_open_of_client on invoice_balance (business_id, client_id, due_on, invoice_id) where state = 'issued' and outstanding_minor > 0;
create index balance_open_by_date on invoice_balance (business_id, issue_on desc, invoice_id desc) where state = 'issued' and outstanding_minor > 0;
create index balance_settled on invoice_balance (business_id, issue_on desc, invoice_id desc) where state = 'issued' and outstanding_minor = 0;

create table invoice_snapshot (
    business_id text not null,
    invoice_id text not null,
    snapshot blob not null,
    sha256 blob not null,
    primary key (business_id, invoice_id),
    foreign key (business_id, invoice_id) references invoice (business_id, id)
);

-- What was rendered from a snapshot, once.
create table document (
    business_id text not null,
    invoice_id text not null,
    kind text not null check (kind in ('pdf')),
    bytes blob not null,
    sha256 blob not null,
    created_at integer not null,
    primary key (business_id, invoice_id, kind),
    foreign key (business_id, invoice_id) references invoice_snapshot (business_id, invoice_id)
);

create table payment (
    business_id text not null,
    id text not null,
    invoice_id text not null,
    kind text not null check (kind in ('payment', 'refund', 'write_off', 'reversal')),
    amount_minor integer not null check (amount_minor > 0),
    currency text not null,
    paid_on text not null,
    reference text,
    -- The n-th row with this reference; one before it was reversed, because it was wrong or moved to a replacement.
    reference_turn integer,
    reverses_id text,
    moved_from_id text,
    document text not null,
    created_at integer not null,
    primary key (business_id, id),
    foreign key (business_id, invoice_id) references invoice (business_id, id),
    foreign key (business_id, reverses_id) references payment (business_id, id),
    foreign key (business_id, moved_from_id) references payment (business_id, id),
    check ((kind = 'reversal') = (reverses_id is not null)),
    check ((reference is null) = (reference_turn is null))
) without rowid;
create index payment_of_invoice on payment (business_id, invoice_id, created_at);
create unique index payment_by_reference on payment (business_id, reference, reference_turn) where reference is not null;
create unique index payment_reversed_once on payment (business_id, reverses_id) where reverses_id is not null;
create unique index payment_moved_once on payment (business_id, moved_from_id) where moved_from_id is not null;

create table outbox (
    business_id text not null references business (id),
    id text not null,
    kind text not null check (kind in ('invoice', 'reminder', 'reply', 'notice')),
    subject_id text not null,
    send_number integer not null check (send_number > 0),
    message_id text not null unique,
    envelope_from text not null,
    recipients text not null,
    request text not null,
    request_sha256 blob not null,
    requested_at integer not null,
    state text not null check (state in ('queued', 'sending', 'final', 'sent', 'failed', 'uncertain', 'cancelled')),
    transport text,
    attempts integer not null,
    next_attempt_at integer,
    lease_owner text,
    lease_until integer,
    fence integer not null,
    last_stage text,
    last_code integer,
    last_enhanced text,
    last_text text,
    bytes blob,
    sha256 blob,
    sent_at integer,
    primary key (business_id, id),
    unique (business_id, subject_id, kind, send_number)
);
create index outbox_due on outbox (next_attempt_at) where state in ('queued', 'sending', 'final');
create index outbox_of_subject on outbox (business_id, subject_id, send_number);

create table idempotency (
    business_id text not null,
    family text not null,
    operation text not null,
    request_id text not null,
    fingerprint blob not null,
    result text not null,
    created_at integer not null,
    primary key (business_id, family, operation, request_id)
) without rowid;
create index idempotency_by_age on idempotency (created_at);

create table audit_entry (
    business_id text not null references business (id),
    seq integer not null,
    at integer not null,
    entry text not null,
    previous_hash blob not null,
    hash blob not null,
    primary key (business_id, seq)
) without rowid;

-- What was issued never changes, but for the one step to void; the same by raw SQL.
create trigger invoice_is_frozen before update on invoice
when old.state <> 'draft' and not (
    old.state = 'issued' and new.state = 'void'
    and new.business_id = old.business_id and new.id = old.id and new.client_id = old.client_id and new.type = old.type
    and new.number = old.number and new.currency = old.currency and new.issue_on = old.issue_on and new.due_on is old.due_on
    and new.payable_minor = old.payable_minor and new.version = old.version and new.content_hash = old.content_hash
    and new.lines_hash = old.lines_hash and new.corrects_id is old.corrects_id and new.document = old.document
    and new.created_at = old.created_at and new.updated_at = old.updated_at and new.issued_at = old.issued_at)
begin select raise(abort, 'an issued invoice never changes'); end;

create trigger invoice_stays before delete on invoice when old.state <> 'draft'
begin select raise(abort, 'an issued invoice is never deleted'); end;

create trigger snapshot_is_frozen before update on invoice_snapshot
begin select raise(abort, 'a snapshot never changes'); end;
create trigger snapshot_stays before delete on invoice_snapshot
begin select raise(abort, 'a snapshot is never deleted'); end;

create trigger document_is_frozen before update on document
begin select raise(abort, 'an issued document never changes'); end;
create trigger document_stays before delete on document
begin select raise(abort, 'an issued document is never deleted'); end;

create trigger payment_is_frozen before update on payment
begin select raise(abort, 'a ledger row never changes'); end;
create trigger payment_stays before delete on payment
begin select raise(abort, 'a ledger row is never deleted'); end;

create trigger register_is_frozen before update on number_register
when new.business_id <> old.business_id or new.number <> old.number or new.document <> old.document or new.period <> old.period
    or new.seq is not old.seq or new.invoice_id <> old.invoice_id or new.taken_at <> old.taken_at
    or not ((old.state = 'reserved' and new.state in ('issued', 'cancelled')) or (old.state = 'issued' and new.state = 'void'))
begin select raise(abort, 'a taken number stays what it is'); end;
create trigger register_stays before delete on number_register
begin select raise(abort, 'a taken number is never forgotten'); end;

create trigger series_moves_forward before update on number_series when new.next_seq < old.next_seq
begin select raise(abort, 'a number series only moves forward'); end;
create trigger series_stays before delete on number_series
begin select raise(abort, 'a number series is never forgotten'); end;

create trigger audit_is_frozen before update on audit_entry
begin select raise(abort, 'the audit is append-only'); end;
create trigger audit_stays before delete on audit_entry
begin select raise(abort, 'the audit is append-only'); end;

create trigger mail_stays_as_composed before update on outbox
when (old.bytes is not null and (new.bytes is not old.bytes or new.sha256 is not old.sha256))
    or new.message_id <> old.message_id or new.recipients <> old.recipients or new.envelope_from <> old.envelope_from
    or new.request <> old.request or new.request_sha256 <> old.request_sha256 or new.requested_at <> old.requested_at
    or new.subject_id <> old.subject_id or new.kind <> old.kind or new.send_number <> old.send_number
begin select raise(abort, 'a composed mail never changes'); end;
