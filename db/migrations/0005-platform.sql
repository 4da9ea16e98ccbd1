-- Outages that the system itself noticed, and forms kept for someone whose session ended.

create table platform.pulse (
  -- One row per running process: when it last knew that it and the database were there.
  process    text primary key,
  started_at timestamptz not null,
  beat_at    timestamptz not null
);

create table platform.outage (
  id          uuid primary key,
  -- 'service', or a part that was away: 'sign-in'.
  part        text not null,
  began_at    timestamptz not null,
  ended_at    timestamptz,
  -- 'system' when it was noticed by the pulse, otherwise who entered it.
  found_by    text not null,
  note        text not null default '',
  recorded_at timestamptz not null,
  check (ended_at is null or ended_at >= began_at)
);
create index outage_began on platform.outage (began_at);
create unique index outage_one_open on platform.outage (part) where ended_at is null;

create table platform.kept_form (
  -- SHA-256 of the cookie's random value.
  key        bytea primary key,
  -- AES-256-GCM with a key derived from the cookie's value: a copy of this table reads nothing.
  content    bytea not null,
  expires_at timestamptz not null
);
create index kept_form_expiry on platform.kept_form (expires_at);

-- Whose a form was that came after its session had ended: asked by account (and the form's token).
create index session_account on platform.session (account_id);
