-- insight: figures of states that are kept, so that nobody waits for them, nor a process that has just started. All of it can be made again
-- (keep-states.ts); an answer counts only while the register is the one that it was read under.
create table insight.kept_state (
  -- network.stat_version when it was read.
  register text not null,
  -- Metric, version, what it is broken down by and which values: as kept.ts writes it.
  question text collate "C" not null,
  -- The days that have this answer: between two changes of the network all of them do.
  days     date[] not null check (cardinality(days) > 0),
  -- [[keys], value, part, whole], …
  answer   jsonb not null
);
create index kept_state_question on insight.kept_state (question);

-- The first days on which the network may be otherwise than the day before, whenever that was known: between two of them every figure of a
-- state is the same.
create view network.stat_change_day as
  select lower(valid) as day from network.presence
  union select upper(valid) from network.presence where not upper_inf(valid)
  union select decided_on from network.closure
  union select since from network.securing
  union select since from network.agreement_step
  union select lower(valid) from network.agreement where valid is not null
  union select upper(valid) from network.agreement where not upper_inf(valid)
  union select until + 1 from network.agreement_place where until is not null;

-- As before (0015), said so that what agreements cover is worked out once for any number of days.
create or replace function network.stat_meeting_places(known timestamptz)
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
