-- planning: scenarios of the network, their decisions; models, rotas and staffing. Each part in its own marked section.

create schema planning;

-- Scenarios (owner: scenarios/) ------------------------------------------------------------------------------------

-- `version` counts every change of the row: whoever acts says which one they have seen.
create table planning.scenario (
  id          uuid primary key,
  title       text not null check (title <> ''),
  state       text not null check (state in ('draft', 'proposed', 'approved', 'rejected', 'withdrawn', 'decided')),
  version     integer not null check (version > 0),
  -- The scenario that it was copied from, and which version of it.
  copied_from uuid references planning.scenario,
  copied_number integer,
  started_at  timestamptz not null,
  check ((copied_from is null) = (copied_number is null))
);

-- What a scenario says, each time it is changed: only added. `result` is what it does to travel, by the register as it was known at
-- `known_at` in its version `register_version`.
create table planning.scenario_version (
  scenario_id      uuid not null references planning.scenario,
  number           integer not null check (number > 0),
  base_date        date not null,
  assumptions      text not null,
  changes          jsonb not null,
  result           jsonb not null,
  register_version integer not null,
  known_at         timestamptz not null,
  author_id        text not null,
  author           text not null,
  primary key (scenario_id, number)
);
create trigger scenario_version_append_only before update or delete on planning.scenario_version
  for each row execute function platform.refuse_change();

create table planning.scenario_step (
  id          uuid primary key,
  scenario_id uuid not null references planning.scenario,
  state       text not null,
  number      integer not null,
  note        text not null,
  actor_id    text not null,
  actor       text not null,
  at          timestamptz not null
);
create index scenario_step_of on planning.scenario_step (scenario_id, id);
create trigger scenario_step_append_only before update or delete on planning.scenario_step
  for each row execute function platform.refuse_change();

-- Comments and views that have come in: only added. `arrived_on`: the day on which it reached the authority.
create table planning.scenario_comment (
  id          uuid primary key,
  scenario_id uuid not null references planning.scenario,
  number      integer not null,
  from_kind   text not null check (from_kind in ('body', 'staff', 'other')),
  body_key    text,
  from_name   text,
  arrived_on  date not null,
  stance      text not null check (stance in ('for', 'against', 'asks', 'neither')),
  words       text not null check (words <> ''),
  filed_at    timestamptz not null,
  filed_by    text not null,
  check ((from_kind = 'body') = (body_key is not null))
);
create index scenario_comment_of on planning.scenario_comment (scenario_id, id);
create trigger scenario_comment_append_only before update or delete on planning.scenario_comment
  for each row execute function platform.refuse_change();

-- The decision, and each thing that it writes into the register or prepares. `request_id` is the key under which the step is carried out, so that
-- it is done once however often it is tried.
create table planning.decision (
  scenario_id uuid primary key references planning.scenario,
  number      integer not null,
  decided_on  date not null,
  reason      text not null check (reason <> ''),
  decided_by  text not null,
  at          timestamptz not null,
  finished_at timestamptz
);

create table planning.decision_step (
  scenario_id uuid not null references planning.decision,
  position    integer not null check (position > 0),
  kind        text not null,
  -- Which of the scenario's changes; null for what follows from all of them.
  change      integer,
  request_id  uuid not null unique,
  -- What the command answered: ids of what it wrote.
  result      jsonb,
  -- The refusal of the last try: code, rule and values.
  refusal     jsonb,
  tried_at    timestamptz,
  done_at     timestamptz,
  primary key (scenario_id, position),
  check ((result is null) = (done_at is null))
);
-- End of scenarios --------------------------------------------------------------------------------------------------

-- Rotas (owner: rota/) ----------------------------------------------------------------------------------------------

-- A travel-in rota: what was asked, and what was found; only added. It holds ids and codes, no names of officers.
create table planning.rota (
  id           uuid primary key,
  title        text not null check (title <> ''),
  -- The rota that it takes over from.
  follows      uuid references planning.rota,
  valid_from   date not null,
  valid_to     date check (valid_to >= valid_from),
  problem      jsonb not null,
  answer       jsonb not null,
  -- How many of the travel times each source gave.
  travel       jsonb not null,
  known_at     timestamptz not null,
  author_id    text not null,
  author       text not null
);
create trigger rota_append_only before update or delete on planning.rota
  for each row execute function platform.refuse_change();

create table planning.rota_decision (
  rota_id     uuid primary key references planning.rota,
  decided_by  text not null,
  at          timestamptz not null,
  finished_at timestamptz
);

-- An officer's weekday that is said anew to meetings, under a key of its own: done once however often it is tried.
create table planning.rota_step (
  rota_id    uuid not null references planning.rota_decision,
  position   integer not null check (position > 0),
  officer_id uuid not null,
  weekday    smallint not null check (weekday between 1 and 7),
  -- Where the officer is that day, with minutes after midnight; [] = at the home place.
  stays      jsonb not null,
  request_id uuid not null unique,
  result     jsonb,
  refusal    jsonb,
  tried_at   timestamptz,
  done_at    timestamptz,
  primary key (rota_id, position),
  check ((result is null) = (done_at is null))
);
-- End of rotas --------------------------------------------------------------------------------------------------------
