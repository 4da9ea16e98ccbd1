-- The platform: audit, outbox, accounts and sessions. No domain words here.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create schema if not exists platform;

create table platform.audit (
  id         uuid primary key,
  at         timestamptz not null,
  actor      text not null,
  command    text not null,
  subject    text not null,
  rules      text[] not null,
  details    jsonb not null,
  request_id text unique,
  -- SHA-256 of the input: one request id stands for one request.
  request_hash bytea,
  result     jsonb,
  check ((request_id is null) = (request_hash is null))
);
create index audit_subject on platform.audit (subject, at);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only: % is refused', tg_table_schema, tg_table_name, tg_op
    using errcode = 'restrict_violation';
end $$;

create trigger audit_append_only before update or delete on platform.audit
  for each row execute function platform.refuse_change();
create trigger audit_no_truncate before truncate on platform.audit
  for each statement execute function platform.refuse_change();

-- Events leave in the transaction that made them; a worker delivers them at least once and in order per aggregate.
create table platform.event (
  id          bigint generated always as identity primary key,
  aggregate   text not null,
  type        text not null,
  payload     jsonb not null,
  occurred_at timestamptz not null,
  fanned_out  boolean not null default false
);
create index event_waiting on platform.event (id) where not fanned_out;

create table platform.delivery (
  event_id     bigint not null references platform.event (id),
  subscriber   text not null,
  aggregate    text not null,
  delivered_at timestamptz,
  attempts     integer not null default 0,
  next_attempt timestamptz not null,
  last_error   text,
  primary key (subscriber, event_id)
);
create index delivery_waiting on platform.delivery (subscriber, aggregate, event_id) where delivered_at is null;

create table platform.account (
  id           uuid primary key,
  issuer       text not null,
  subject      text not null,
  name         text not null,
  roles        text[] not null,
  created_at   timestamptz not null,
  last_sign_in timestamptz not null,
  unique (issuer, subject)
);

create table platform.session (
  -- SHA-256 of the cookie's random value: a copy of this table opens no session.
  key        bytea primary key,
  account_id uuid not null references platform.account (id),
  roles      text[] not null,
  csrf       text not null,
  id_token   text,
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null
);
create index session_expiry on platform.session (expires_at);
