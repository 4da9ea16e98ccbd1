-- People: jobseekers, employers, the organisations that help, mandates, support needs, protected identity, and who read what.
-- Every table keyed by person carries person_id first in its key, so that the schema can be distributed by person.

create schema people;

create table people.person (
  person_id          uuid primary key,
  given_name         text not null,
  family_name        text not null,
  born_on            date,
  municipality_code  text,
  street             text,
  postal_code        text,
  post_town          text,
  -- Where letters go instead of home: the mediation address of a protected person (the civil registry’s levels).
  mediation_address  text,
  email              text,
  phone              text,
  languages          text[] not null default '{}',
  -- The language of the interpreter that is needed; null when none is.
  interpreter        text,
  -- BCP 47: the language that letters and decisions are written in (SFS 2009:724 §10: fi, fit, se …).
  written_language   text not null default 'sv',
  preferred_channel  text not null default 'web' check (preferred_channel in ('web', 'phone', 'video', 'letter', 'in-person')),
  -- none, then the civil registry’s three levels.
  protection         text not null default 'none' check (protection in ('none', 'marked', 'protected-registration', 'assumed-identity')),
  protected_since    timestamptz,
  identity_proof     text not null default 'none',
  created_at         timestamptz not null,
  changed_at         timestamptz not null,
  version            integer not null default 1,
  check ((protection = 'none') = (protected_since is null))
);
-- Only the permitted terms are searched by (SFS 2002:546 §14), so only they have an index. Letters are made
-- small by ICU: a server whose own locale is C knows no Å.
create index person_name on people.person using gin ((lower((given_name || ' ' || family_name) collate "und-x-icu")) gin_trgm_ops);
create index person_born on people.person (born_on);
-- Those about whom nothing has happened for long, for the erasure.
create index person_changed on people.person (changed_at, person_id);
create index person_protected on people.person (person_id) where protection <> 'none';

-- Personal identity number or coordination number. A coordination number that a personal number replaced stays, and is found.
create table people.identity_number (
  number      text primary key check (number ~ '^\d{12}$'),
  kind        text not null check (kind in ('personal', 'coordination')),
  person_id   uuid not null references people.person,
  since       timestamptz not null,
  replaced_by text references people.identity_number (number) deferrable initially deferred,
  replaced_at timestamptz,
  check ((replaced_by is null) = (replaced_at is null)),
  check (kind = 'coordination' or replaced_by is null)
);
create index identity_number_person on people.identity_number (person_id);
create unique index identity_number_current on people.identity_number (person_id) where replaced_by is null;

-- The signed-in account of a person; a person may have had several issuers.
create table people.person_account (
  account_id uuid primary key references platform.account,
  person_id  uuid not null references people.person,
  since      timestamptz not null,
  -- The last sign-in: with it, what is known of someone without a case is kept from then on.
  signed_in_at timestamptz not null
);
create index person_account_person on people.person_account (person_id);

create table people.support_need (
  person_id   uuid not null references people.person,
  id          uuid not null,
  ground      text not null check (ground in ('language', 'disability', 'digital-exclusion', 'no-e-identification',
                                              'protected-identity', 'own-request', 'officers-assessment')),
  -- What is needed: a meeting in person, an interpreter, help with forms …
  needs       text[] not null default '{}',
  -- The only health code that may be searched, and only for planning (2002:546 §14); chosen from a closed list.
  disability_code text,
  note        text not null default '',
  since       date not null,
  until       date,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, id)
);
create unique index support_need_once on people.support_need (person_id, ground) where until is null;

create table people.organisation (
  organisation_id uuid primary key,
  -- Ten digits; null for a private person who helps someone near to them.
  number          text unique,
  kind            text not null check (kind in ('municipality', 'service-office', 'association', 'relative')),
  name            text not null,
  -- The relative's own identity number, as the person who gives the mandate says it: it names them whether or not they have
  -- an account here. Emptied when the relative is erased.
  relative_number text check (relative_number ~ '^\d{12}$'),
  created_at      timestamptz not null,
  check ((kind = 'relative') = (number is null)),
  check (kind = 'relative' or relative_number is null)
);
create index organisation_relative on people.organisation (relative_number) where relative_number is not null;

-- Who acts for an organisation: told by the issuer at sign-in (orgAffiliation), or the relative's own account.
create table people.organisation_member (
  account_id      uuid not null references platform.account,
  organisation_id uuid not null references people.organisation,
  since           timestamptz not null,
  primary key (account_id, organisation_id)
);

-- Bound to the organisation, never to the one who happens to work there.
create table people.mandate (
  person_id       uuid not null references people.person,
  id              uuid not null,
  organisation_id uuid not null references people.organisation,
  tasks           text[] not null check (cardinality(tasks) > 0),
  valid           daterange not null check (not isempty(valid) and not upper_inf(valid)),
  given_how       text not null check (given_how in ('written', 'on-the-spot', 'online')),
  given_at        timestamptz not null,
  recorded_by     text not null,
  revoked_at      timestamptz,
  revoked_by      text,
  primary key (person_id, id),
  check ((revoked_at is null) = (revoked_by is null))
);
create index mandate_organisation on people.mandate (organisation_id) where revoked_at is null;

-- What others did for a person: under a mandate or as staff. Shown to the person.
create table people.act (
  person_id  uuid not null references people.person,
  id         uuid not null,
  at         timestamptz not null,
  account_id text not null,
  actor_name text not null,
  capacity   text not null check (capacity in ('mandate', 'staff')),
  mandate_id uuid,
  -- A text key that the person reads: 'registration-submitted' …
  what       text not null,
  details    jsonb not null default '{}',
  primary key (person_id, id)
);
create index act_account on people.act (account_id) where capacity = 'mandate';

-- Named officers: the only staff who see a protected person.
create table people.named_officer (
  person_id  uuid not null references people.person,
  account_id uuid not null references platform.account,
  named_at   timestamptz not null,
  named_by   text not null,
  primary key (person_id, account_id)
);
create index named_officer_account on people.named_officer (account_id);

-- Officers who may be named for someone, as they signed in.
create table people.protection_officer (
  account_id uuid primary key references platform.account,
  name       text not null,
  seen_at    timestamptz not null
);

-- Every opening of a file: who, why, when (2002:623 §20 b-c). Append-only.
create table people.file_opening (
  person_id      uuid not null,
  id             uuid not null,
  account_id     text not null,
  actor_name     text not null,
  roles          text[] not null,
  reason         text,
  reason_text    text not null default '',
  identification text,
  at             timestamptz not null,
  -- The file is open for reading until then.
  until          timestamptz not null,
  primary key (person_id, id),
  check (reason is not null or identification is not null),
  check (reason is distinct from 'other' or length(trim(reason_text)) > 0)
);
create index file_opening_at on people.file_opening (at);
-- The auditor knows an opening by its own id, not by whose file it was.
create index file_opening_id on people.file_opening (id);
create index file_opening_account on people.file_opening (account_id, at);

-- A file that was closed before its time was out.
create table people.file_closing (
  person_id  uuid not null,
  opening_id uuid not null,
  at         timestamptz not null,
  primary key (person_id, opening_id)
);

-- Every search by staff: the terms by kind, never their values (SFS 2002:546 §14, SFS 2002:623 §20 b–c).
create table people.search (
  id         uuid primary key,
  at         timestamptz not null,
  account_id text not null,
  actor_name text not null,
  terms      text[] not null,
  purpose    text,
  hits       integer not null
);
create index search_at on people.search (at);

-- The recurrent check of openings (2002:623 §20 c): which were looked at, by whom, with which finding.
create table people.opening_check (
  person_id  uuid not null,
  opening_id uuid not null,
  checked_at timestamptz not null,
  checked_by text not null,
  finding    text not null check (finding in ('in-order', 'ask-further', 'not-in-order')),
  note       text not null default '',
  primary key (person_id, opening_id)
);

create table people.employer (
  employer_id uuid primary key,
  number      text not null unique check (number ~ '^\d{10}$'),
  name        text not null,
  municipality_code text,
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  version     integer not null default 1
);
create index employer_name on people.employer using gin (lower(name collate "und-x-icu") gin_trgm_ops);

create table people.employer_contact (
  employer_id uuid not null references people.employer,
  id          uuid not null,
  -- A function rather than a person where it will do: "HR", "reception".
  role        text not null,
  name        text not null default '',
  email       text,
  phone       text,
  ended_at    timestamptz,
  primary key (employer_id, id)
);

-- What the nightly erasure did: counts by table, no ids (SFS 2002:546 §16).
create table people.erasure (
  id        uuid primary key,
  at        timestamptz not null,
  -- Cases that ended on or before this day.
  ended_by  date not null,
  persons   integer not null,
  counts    jsonb not null,
  -- Rows that should be gone and are still there, counted after the work. Zero, or the run has failed.
  remaining integer not null
);

create trigger file_opening_no_update before update on people.file_opening
  for each row execute function platform.refuse_change();
create trigger erasure_append_only before update or delete on people.erasure
  for each row execute function platform.refuse_change();
create trigger search_append_only before update on people.search
  for each row execute function platform.refuse_change();

-- Statistics see neither names nor numbers, and protected persons not at all.
create view people.stat_person as
  select p.person_id,
         date_trunc('month', p.created_at)::date as since_month,
         extract(year from p.born_on)::int as born_year,
         p.municipality_code,
         p.written_language,
         p.interpreter is not null as needs_interpreter,
         array(select n.ground from people.support_need n where n.person_id = p.person_id and n.until is null order by 1) as grounds
  from people.person p
  where p.protection = 'none';
