-- planning: simulations of staffing that have been made whole, so that a link to one has its answer also after a restart. Nothing in them is about
-- a person: numbers that a planner typed, and what came of them. They are only added.

create table planning.staffing_study (
  -- SHA-256 of the assumptions, its first 24 hexadecimal digits.
  key       text primary key,
  given     jsonb not null,
  simulated jsonb not null,
  made_at   timestamptz not null
);
create trigger staffing_study_append_only before update or delete on planning.staffing_study
  for each row execute function platform.refuse_change();
