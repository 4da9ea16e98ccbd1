-- Agreements as objects with a life: service agreements (law 2019:212) and cooperation agreements with municipalities and others.
-- What a place may offer follows from the agreement in force that day; network.service_agreement (0013) holds, for each place, what an
-- agreement that is in force gives its desk.

create table network.agreement (
  id            uuid primary key,
  kind          text not null check (kind in ('service', 'cooperation')),
  -- The authority whose matters it is about.
  agency        text not null check (agency ~ '^[a-z][a-z0-9-]{1,39}$'),
  title         text not null check (length(trim(title)) > 0),
  -- Its registration number, when it has one.
  reference     text check (length(trim(reference)) > 0),
  -- The period agreed on; null until then. Both ends count; an open end is "until further notice".
  valid         daterange check (not isempty(valid) and not lower_inf(valid)),
  notice_months integer check (notice_months between 0 and 120),
  -- Premises, hours, staff, equipment, security; or responsibilities, roles, routines, joint measures, follow-up: the agreement's own words.
  terms         jsonb not null default '{}',
  -- Whether what is handed in there has reached the authority that day (FvL 2017:900 §22); null: it does not say.
  arrival_counts boolean,
  replaces      uuid references network.agreement,
  evidence      text not null check (evidence in ('sourced', 'reconstructed', 'entered')),
  source        text,
  method        text,
  -- What the source does not say (as in network.presence).
  assumed       text[] not null default '{}',
  -- Why days without an agreement between this one and the one it replaces are accepted; null: there are none.
  gap_reason    text check (length(trim(gap_reason)) > 0),
  version       integer not null default 1,
  recorded_at   timestamptz not null,
  recorded_by   text not null,
  constraint agreement_evidence_is_told check (
    case evidence when 'sourced' then source ~ '^https?://' else coalesce(method, '') <> '' end)
);

-- With whom. Contacts are functions (a mailbox, a role), not private persons where that can be avoided.
create table network.agreement_party (
  agreement_id uuid not null references network.agreement,
  id           uuid not null,
  kind         text not null check (kind in ('municipality', 'region', 'service-centre', 'state-authority', 'other')),
  name         text not null check (length(trim(name)) > 0),
  municipality_code text references network.municipality,
  contact_role text,
  contact      text,
  primary key (agreement_id, id),
  check ((kind = 'municipality') = (municipality_code is not null))
);

-- Which places it is about, and what may be offered there under it.
create table network.agreement_place (
  agreement_id uuid not null references network.agreement,
  place_id     uuid not null references network.place,
  offers       text[] not null check (cardinality(offers) > 0 and offers <@ array['meetings', 'desk']),
  -- The hours the premises may be used, as in network.presence; null: the agreement does not limit them.
  hours        jsonb,
  -- The last day of a place that leaves the agreement before it ends.
  until        date,
  until_said_at timestamptz,
  primary key (agreement_id, place_id),
  check ((until is null) = (until_said_at is null))
);
create index agreement_place_place on network.agreement_place (place_id);

-- Its tasks at desks. Those that need personal data and those that exercise public authority are listed by themselves (2019:212).
create table network.agreement_duty (
  agreement_id uuid not null references network.agreement,
  task         text not null check (task ~ '^[a-z][a-z0-9-]{1,39}$'),
  category     text not null check (category in ('general', 'personal-data', 'public-authority')),
  words        text not null check (length(trim(words)) > 0),
  access       text,
  primary key (agreement_id, task),
  check ((category = 'general') = (access is null))
);

-- What it said in each of its versions, and who wrote it.
create table network.agreement_version (
  agreement_id uuid not null references network.agreement,
  version      integer not null,
  facts        jsonb not null,
  recorded_at  timestamptz not null,
  recorded_by  text not null,
  primary key (agreement_id, version)
);
create trigger agreement_version_append_only before update or delete on network.agreement_version
  for each row execute function platform.refuse_change();

-- Its life. Append-only; `since` is the day from which the state holds (for 'in-force' and 'ended' it may lie ahead). A step that was
-- taken later stands before those whose days it comes before: on each day, of the steps that have begun the newest (id) counts.
create table network.agreement_step (
  agreement_id uuid not null references network.agreement,
  id           uuid not null,
  state        text not null check (state in ('initiated', 'analysed', 'negotiated', 'agreed', 'in-force', 'under-review', 'ended', 'replaced')),
  since        date not null,
  note         text not null default '',
  recorded_at  timestamptz not null,
  recorded_by  text not null,
  primary key (agreement_id, id)
);
create trigger agreement_step_append_only before update or delete on network.agreement_step
  for each row execute function platform.refuse_change();

create table network.agreement_document (
  agreement_id uuid not null references network.agreement,
  id           uuid not null,
  name         text not null check (length(trim(name)) > 0),
  media_type   text not null,
  sha256       bytea not null,
  content      bytea not null,
  added_at     timestamptz not null,
  added_by     text not null,
  primary key (agreement_id, id)
);

-- A row of network.service_agreement is what one agreement gives one place's desk, under the agreement's own id. What was noted before there
-- were agreements becomes one each: in force in its period, with what was noted of it and nothing more.
insert into network.agreement (id, kind, agency, title, reference, valid, arrival_counts, evidence, method, recorded_at, recorded_by)
  select id, 'service', agency, reference, reference, valid, arrival_counts, 'entered', noted_by, noted_at, noted_by from network.service_agreement;
insert into network.agreement_place (agreement_id, place_id, offers) select id, place_id, '{desk}' from network.service_agreement;
insert into network.agreement_duty (agreement_id, task, category, words, access)
  select agreement_id, task, category, words, access from network.agreement_task;
insert into network.agreement_step (agreement_id, id, state, since, recorded_at, recorded_by)
  select id, id, 'in-force', lower(valid), noted_at, noted_by from network.service_agreement;
alter table network.service_agreement add foreign key (id) references network.agreement;

-- Securing (mission M3): who answers for the next step, by when, and what stands in the way. The newest row of a closure counts.
create table network.securing_plan (
  closure_id  uuid not null references network.closure,
  id          uuid not null,
  region      text not null,
  next_step   text not null,
  due_on      date,
  blocked_by  text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (closure_id, id)
);
create trigger securing_plan_append_only before update or delete on network.securing_plan
  for each row execute function platform.refuse_change();

-- The days of each step: until a newer one begins. Empty where a newer step took its place before it began.
create view network.agreement_state as
  select agreement_id, id as step_id, state, since,
         daterange(since, case when next < since then since else next end) as valid, recorded_at
  from (select *, min(since) over (partition by agreement_id order by id rows between 1 following and unbounded following) as next
        from network.agreement_step) s;

-- What is covered where: only while the agreement is in force (also while it is looked over), within its period, and while the place
-- is part of it.
create view network.agreement_coverage as
  select s.agreement_id, s.step_id, p.place_id, a.agency, p.offers,
         s.valid * a.valid * daterange(null, p.until, '(]') as valid, s.recorded_at
  from network.agreement_state s
  join network.agreement a on a.id = s.agreement_id
  join network.agreement_place p on p.agreement_id = s.agreement_id
  where s.state in ('in-force', 'under-review') and not isempty(s.valid * a.valid * daterange(null, p.until, '(]'));

-- For insight. A state on a day as known at an instant: of the steps with since <= day and recorded_at <= instant, the greatest step_id.
create view network.stat_agreement as
  select a.id as agreement_id, a.kind, a.agency, a.valid, a.evidence, a.recorded_at,
         (select min(p.municipality_code) from network.agreement_party p where p.agreement_id = a.id) as municipality_code
  from network.agreement a;
create view network.stat_agreement_step as
  select agreement_id, id as step_id, state, since, recorded_at from network.agreement_step;
create view network.stat_agreement_place as
  select agreement_id, place_id, offers, until from network.agreement_place;

-- Where and when a meeting can be booked on site, as known at an instant (null: now): own offices, and cooperation places while an agreement
-- of the authority's covers them (rule place-agreement). Worked out once for any number of days.
create function network.stat_meeting_places(known timestamptz)
returns table (place_id uuid, municipality_code text, kind text, valid daterange, evidence text) language sql stable
as $$
  with step as (
    select agreement_id, state, since,
           min(since) over (partition by agreement_id order by id rows between 1 following and unbounded following) as next
    from network.agreement_step where known is null or recorded_at <= known
  ),
  covered as materialized (
    select p.place_id,
           range_agg(daterange(s.since, case when s.next < s.since then s.since else s.next end) * a.valid
                     * daterange(null, case when known is null or p.until_said_at <= known then p.until end, '(]')) as days
    from step s join network.agreement a on a.id = s.agreement_id and a.agency = 'arbetsformedlingen'
    join network.agreement_place p on p.agreement_id = s.agreement_id and 'meetings' = any(p.offers)
    where s.state in ('in-force', 'under-review')
    group by p.place_id
  ),
  offered as materialized (
    select r.place_id, pr.municipality_code, r.kind, r.valid, r.evidence
    from network.presence r join network.place_record pr on pr.place_id = r.place_id
    where 'booked-meeting' = any(r.services)
      and (case when known is null then upper_inf(r.recorded) and upper_inf(pr.recorded) else r.recorded @> known and pr.recorded @> known end)
  )
  select place_id, municipality_code, kind, valid, evidence from offered where kind in ('staffed_office', 'visiting_office')
  union all
  select o.place_id, o.municipality_code, o.kind, d.days, o.evidence
  from offered o join covered c on c.place_id = o.place_id
  cross join lateral unnest(c.days * datemultirange(o.valid)) as d(days)
  where o.kind = 'cooperation_place'
$$;
