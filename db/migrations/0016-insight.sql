-- insight: statistics, equal service, government reports, open data. It reads what each module publishes as <module>.stat_* and nothing else.

create schema insight;

-- More of a municipality, known only where the country was loaded with it.
create table network.municipality_facts (
  municipality_code text primary key references network.municipality,
  -- Kind of municipality (SKR's classification 2017: A1 … C9).
  type              text not null check (type ~ '^[A-C][1-9]$'),
  -- Aged 16-64, 2018-12-31 (SCB).
  working_age       integer not null check (working_age > 0)
);

create view network.stat_municipality as
  select m.code as municipality_code, m.name, m.county_code, c.name as county, m.population, m.registered_unemployed,
         m.labour_market_area, f.type, f.working_age
  from network.municipality m join network.county c on c.code = m.county_code
  left join network.municipality_facts f on f.municipality_code = m.code;

-- `recorded`: the time during which the register said all of it. `precedence`: which kind gives the municipality its state, the first that
-- holds (rule municipality-state); a service office alone gives none.
create view network.stat_presence as
  select r.presence_id, r.place_id, pr.municipality_code, r.kind, r.services, r.valid, r.evidence, r.recorded * pr.recorded as recorded,
         array_position(array['staffed_office', 'visiting_office', 'cooperation_place'], r.kind) as precedence
  from network.presence r join network.place_record pr on pr.place_id = r.place_id and pr.recorded && r.recorded;

create view network.stat_securing as
  select c.id as closure_id, c.place_id, pr.municipality_code, c.decided_on, c.end_date, c.replaced_by_kind,
         s.id as step_id, s.state, s.since, greatest(c.recorded_at, s.recorded_at) as recorded_at, s.evidence
  from network.closure c join network.securing s on s.closure_id = c.id
  join network.place_record pr on pr.place_id = c.place_id and upper_inf(pr.recorded);

create view network.stat_place as
  select place_id, name, municipality_code, recorded from network.place_record;

-- From each municipality's seat to each place, every source; `is_best`: the one that counts (rule travel-source).
create view network.stat_travel as
  select origin as municipality_code, place_id, source, minutes,
         source = 'imported' or not exists (
           select from network.travel_time b
           where b.place_id = t.place_id and b.origin = t.origin
             and (b.source = 'imported' or (b.source = 'routed' and t.source = 'estimate'))) as is_best
  from network.travel_time t
  where exists (select from network.municipality m where m.code = t.origin);

create view network.stat_reported as select key, as_of, value, meaning, source from network.reported;

-- Definitions that have been used: the same version is never another definition.
create table insight.definition (
  metric      text not null,
  version     integer not null check (version > 0),
  fingerprint text not null,
  definition  jsonb not null,
  since       timestamptz not null,
  primary key (metric, version)
);
create trigger definition_append_only before update or delete on insight.definition
  for each row execute function platform.refuse_change();
