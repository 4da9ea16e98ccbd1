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
