-- network: municipalities, places, presence over time, closures, securing, travel times.
--
-- Presence has two times. `valid` is when it is true in the country; `recorded` is when the register said so.
-- A correction ends `recorded` on the old row and writes a new one, so "as known on X, as valid on Y" is a question
-- with an answer. Nothing is updated in any other way, and nothing is deleted (trigger below).

create schema network;

create table network.county (
  code text primary key check (code ~ '^[0-9]{2}$'),
  name text not null unique
);

create table network.municipality (
  code                  text primary key check (code ~ '^[0-9]{4}$'),
  name                  text not null unique,
  county_code           text not null references network.county,
  seat                  text not null,
  latitude              double precision not null check (latitude between -90 and 90),
  longitude             double precision not null check (longitude between -180 and 180),
  population            integer not null check (population >= 0),
  registered_unemployed numeric not null check (registered_unemployed >= 0),
  labour_market_area    text not null
);

create table network.locality (
  code              text primary key,
  name              text not null,
  municipality_code text not null references network.municipality,
  population        integer not null check (population >= 0),
  latitude          double precision not null check (latitude between -90 and 90),
  longitude         double precision not null check (longitude between -180 and 180)
);

-- Ways between neighbouring municipalities; the built-in travel estimate walks over these.
create table network.link (
  code_a  text not null references network.municipality,
  code_b  text not null references network.municipality,
  kind    text not null check (kind in ('road', 'bridge', 'ferry')),
  minutes integer check (minutes > 0),
  note    text not null default '',
  primary key (code_a, code_b),
  check ((kind = 'ferry') = (minutes is not null))
);

create table network.place (
  id   uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,60}$')
);

-- What the register says of a place, and since when it has said so.
create table network.place_record (
  id                uuid primary key,
  place_id          uuid not null references network.place,
  name              text not null check (name <> ''),
  municipality_code text not null references network.municipality,
  locality_code     text references network.locality,
  street            text,
  postal_code       text,
  latitude          double precision not null check (latitude between -90 and 90),
  longitude         double precision not null check (longitude between -180 and 180),
  accessibility     jsonb not null default '{}',
  recorded          tstzrange not null check (not isempty(recorded)),
  recorded_by       text not null,
  constraint place_one_record_at_a_time exclude using gist (place_id with =, recorded with &&)
);
create index place_record_now on network.place_record (place_id) where upper_inf(recorded);

create table network.presence (
  id          uuid primary key,
  -- The same presence through all its corrections.
  presence_id uuid not null,
  place_id    uuid not null references network.place,
  kind        text not null check (kind in ('staffed_office', 'visiting_office', 'cooperation_place', 'service_office')),
  valid       daterange not null check (not isempty(valid) and not lower_inf(valid)),
  services    text[] not null,
  languages   text[] not null,
  -- { "mon": [["09:00","12:00"]], … }; null = not known; a weekday left out is closed.
  hours       jsonb,
  -- [{ "date": "2020-12-24", "hours": [] }]; no hours = closed.
  exceptions  jsonb not null default '[]',
  evidence    text not null check (evidence in ('sourced', 'reconstructed', 'entered')),
  source      text,
  method      text,
  assumed     text[] not null default '{}',
  recorded    tstzrange not null check (not isempty(recorded)),
  recorded_by text not null,
  constraint presence_evidence_is_told check (
    case evidence when 'sourced' then source ~ '^https?://' else coalesce(method, '') <> '' end),
  constraint presence_never_overlaps exclude using gist (place_id with =, kind with =, valid with &&, recorded with &&)
);
create index presence_now on network.presence (place_id, kind) where upper_inf(recorded);
create index presence_history on network.presence (presence_id);
create index presence_valid on network.presence using gist (valid) where upper_inf(recorded);

-- The decision to close an office (AF 2019-09-27: own decision with end date, reason and where one turns instead).
create table network.closure (
  id          uuid primary key,
  place_id    uuid not null references network.place,
  decided_on  date not null,
  end_date    date not null,
  reason      text not null check (reason <> ''),
  -- own: another own office; cooperation: a cooperation place; neighbour: a municipality; restored: the office stays.
  replaced_by_kind text not null check (replaced_by_kind in ('own', 'cooperation', 'neighbour', 'restored')),
  replaced_by text check ((replaced_by is null) = (replaced_by_kind = 'restored')),
  evidence    text not null check (evidence in ('sourced', 'reconstructed', 'entered')),
  source      text,
  method      text,
  assumed     text[] not null default '{}',
  recorded_at timestamptz not null,
  recorded_by text not null,
  check (end_date >= decided_on),
  constraint closure_once unique (place_id, decided_on),
  constraint closure_evidence_is_told check (
    case evidence when 'sourced' then source ~ '^https?://' else coalesce(method, '') <> '' end)
);

-- Mission M3: what has happened since to secure that people there can still be met.
create table network.securing (
  id          uuid primary key,
  closure_id  uuid not null references network.closure,
  state       text not null check (state in ('decided', 'in_dialogue', 'agreed', 'secured', 'restored')),
  since       date not null,
  note        text not null default '',
  evidence    text not null check (evidence in ('sourced', 'reconstructed', 'entered')),
  source      text,
  method      text,
  assumed     text[] not null default '{}',
  recorded_at timestamptz not null,
  recorded_by text not null,
  -- The steps go one way, so each is taken once; several may be taken on one day (then their keys tell the order).
  constraint securing_step_once unique (closure_id, state),
  constraint securing_evidence_is_told check (
    case evidence when 'sourced' then source ~ '^https?://' else coalesce(method, '') <> '' end)
);

create table network.travel_time (
  -- A municipality's code (from its seat) or a locality's.
  origin      text not null,
  place_id    uuid not null references network.place,
  source      text not null check (source in ('estimate', 'imported', 'routed')),
  minutes     integer not null check (minutes >= 0),
  kilometres  real check (kilometres >= 0),
  computed_at timestamptz not null,
  primary key (place_id, source, origin)
);

-- How one is served without going anywhere. What no source gives (hours, addresses) is null, never guessed.
create table network.remote_channel (
  channel  text primary key check (channel in ('phone', 'chat', 'video', 'web')),
  contact  text,
  hours    jsonb,
  source   text not null
);

-- What was published, to be held against what the register counts.
create table network.reported (
  key     text not null,
  as_of   date not null,
  value   numeric not null,
  meaning text not null,
  source  text not null,
  primary key (key, as_of, value)
);

-- Counts up with every change; readers that keep the register in memory compare it and are woken by `network_changed`.
-- Travel times are the large part and seldom change: they have a count of their own.
create table network.version (
  single  boolean primary key default true check (single),
  number  bigint not null,
  travel  bigint not null,
  -- Tells this register from another whose count happens to be the same (ETags).
  identity text not null default substr(gen_random_uuid()::text, 1, 8)
);
insert into network.version (number, travel) values (0, 0);

create function network.keep_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception '%.% keeps its history: delete is refused', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
  end if;
  if not upper_inf(old.recorded) or upper_inf(new.recorded)
     or to_jsonb(new) - 'recorded' <> to_jsonb(old) - 'recorded' or lower(new.recorded) <> lower(old.recorded) then
    raise exception '%.% keeps its history: only the end of "recorded" may be set, once', tg_table_schema, tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger presence_keeps_history before update or delete on network.presence
  for each row execute function network.keep_history();
create trigger place_record_keeps_history before update or delete on network.place_record
  for each row execute function network.keep_history();
create trigger closure_append_only before update or delete on network.closure
  for each row execute function platform.refuse_change();
create trigger securing_append_only before update or delete on network.securing
  for each row execute function platform.refuse_change();
