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
  select t.origin as municipality_code, t.place_id, t.source, t.minutes,
         t.source = 'imported' or not exists (
           select from network.travel_time b
           where b.place_id = t.place_id and b.origin = t.origin
             and (b.source = 'imported' or (b.source = 'routed' and t.source = 'estimate'))) as is_best
  from network.travel_time t
  where exists (select from network.municipality m where m.code = t.origin);
-- The nearest place first.
create index travel_nearest on network.travel_time (origin, minutes);

-- Another after every change of what these views say.
create view network.stat_version as
  select concat_ws('.', v.number, v.travel, (select count(*) from network.agreement_step), (select sum(version) from network.agreement),
                   (select count(*) from network.municipality_facts)) as version
  from network.version v;


-- What happened, a row each, with the day on which it did; nobody with protected identity is in any of them. `person_id` leads to the groups
-- in people.stat_group and to nothing else. Days are Swedish ones. A BRIN index by the day costs next to nothing to write.

-- One row for each person who is not protected: which groups they belong to now.
create view people.stat_group as
  select p.person_id, p.municipality_code, date_part('year', p.born_on)::integer as born_year, p.written_language as language, n.grounds
  from people.person p
  left join (
    select person_id, array_agg(ground order by ground) as grounds from people.support_need where until is null group by person_id
  ) n on n.person_id = p.person_id
  where p.protection = 'none';
-- The same, for the few persons of one day: the grounds are looked up for each of them, where the other gathers everybody's.
create view people.stat_group_of_few as
  select p.person_id, p.municipality_code, date_part('year', p.born_on)::integer as born_year, p.written_language as language, n.grounds
  from people.person p
  left join lateral (
    select array_agg(ground order by ground) as grounds from people.support_need where person_id = p.person_id and until is null
  ) n on true
  where p.protection = 'none';


-- Groups as they were at the registration: this row outlives the person's data, and then knows the month only.
create view cases.stat_registered as
  select r.registered_on as day, f.municipality_code, f.age_band, f.language, f.grounds, f.channel, f.capacity, f.automated
  from cases.registration_fact f join cases.registration r on r.id = f.registration_id
  where not f.protected
  union all
  select f.month, f.municipality_code, f.age_band, f.language, f.grounds, f.channel, f.capacity, f.automated
  from cases.registration_fact f
  where not f.protected and f.registration_id is null;
create index registration_day on cases.registration using brin (registered_on) with (autosummarize = on);

-- `until_day`: the first day on which they were not registered any more.
create view cases.stat_registered_spell as
  select person_id, municipality_code, registered_on as from_day, deregistered_on as until_day
  from cases.registration where state in ('registered', 'deregistered') and not protected;
-- Who leaves lies anywhere in the table.
create index registration_until_day on cases.registration (deregistered_on) where deregistered_on is not null;

-- What was decided in the end: not what went on to an officer, and not what another decision replaced.
create view cases.stat_decision as
  select d.person_id, (d.decided_at at time zone 'Europe/Stockholm')::date as day, d.rule, d.outcome, d.automatic
  from cases.decision d join cases.registration r on r.person_id = d.person_id and r.id = d.registration_id
  where d.outcome <> 'to-officer' and d.replaced_by is null and not r.protected;
create index decision_day on cases.decision using brin (((decided_at at time zone 'Europe/Stockholm')::date)) with (autosummarize = on);

create view cases.stat_report as
  select p.person_id, (p.arrived_at at time zone 'Europe/Stockholm')::date as day, p.municipality_code, p.channel, p.timely
  from cases.report p join cases.registration r on r.person_id = p.person_id and r.id = p.registration_id
  where p.state <> 'draft' and not r.protected;
create index report_day on cases.report using brin (((arrived_at at time zone 'Europe/Stockholm')::date)) with (autosummarize = on);

-- The first plan of each registration: on which day, and how many days after it.
create view cases.stat_first_plan as
  select p.person_id, r.municipality_code, p.made_on as day, p.made_on - r.registered_on as days
  from cases.plan p join cases.registration r on r.person_id = p.person_id and r.id = p.registration_id
  where p.made_on is not null and not r.protected and not exists (
    select from cases.plan e
    where e.person_id = p.person_id and e.registration_id = p.registration_id and (e.made_on, e.id) < (p.made_on, p.id));
create index plan_day on cases.plan using brin (made_on) with (autosummarize = on);

-- A meeting whose person's data are erased is known by the month.
create view meetings.stat_meeting_day as
  select m.person_id, (lower(m.during) at time zone 'Europe/Stockholm')::date as day, f.municipality_code, f.purpose, f.channel, f.came_by,
         f.waited_days, f.travel_minutes, f.outcome
  from meetings.meeting m join meetings.meeting_fact f on f.meeting_id = m.id
  where not f.protected
  union all
  select null::uuid, f.month, f.municipality_code, f.purpose, f.channel, f.came_by, f.waited_days, f.travel_minutes, f.outcome
  from meetings.meeting_fact f
  where not f.protected and f.meeting_id is null;
create index meeting_day on meetings.meeting using brin (((lower(during) at time zone 'Europe/Stockholm')::date)) with (autosummarize = on);

-- Messages that went out.
create view contact.stat_message as
  select m.person_id, (m.sent_at at time zone 'Europe/Stockholm')::date as day, m.channel
  from contact.message m join people.person p on p.person_id = m.person_id
  where m.state = 'sent' and p.protection = 'none';
create index message_day on contact.message using brin (((sent_at at time zone 'Europe/Stockholm')::date)) with (autosummarize = on);

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
