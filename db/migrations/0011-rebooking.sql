-- meetings: new times for many at once. Kept row by row, so that whoever is killed half way leaves nobody out and nothing is done twice.

create table meetings.rebooking (
  id         uuid primary key,
  started_at timestamptz not null,
  started_by text not null,
  -- In which roles: it is gone on with by whichever process has the time.
  roles      text[] not null
);
create index rebooking_started on meetings.rebooking (started_at);

-- One of the meetings that had no time when it was started.
create table meetings.rebooking_item (
  person_id    uuid not null,
  rebooking_id uuid not null references meetings.rebooking,
  meeting_id   uuid not null,
  -- The order: who was to come first is first.
  number       integer not null,
  -- Counted up by whoever takes it in hand; next_attempt is then when another may, should that process be gone.
  attempts     smallint not null default 0,
  next_attempt timestamptz not null,
  -- 'moved': has a new time. 'asked': none is as good, the person chooses. 'gone': had a time, was cancelled or was another's by then.
  outcome      text check (outcome in ('moved', 'asked', 'gone')),
  -- Why there was none as good, as a code; and the nearest that there was.
  why          text,
  nearest      timestamptz,
  -- The time as it was and as it became: ids, codes and instants.
  before       jsonb not null,
  after        jsonb,
  done_at      timestamptz,
  primary key (person_id, rebooking_id, meeting_id),
  check ((outcome is null) = (done_at is null)),
  check ((outcome = 'moved') = (after is not null)),
  check (outcome is distinct from 'asked' or why is not null)
);
create index rebooking_item_of on meetings.rebooking_item (rebooking_id, number);
create index rebooking_item_due on meetings.rebooking_item (next_attempt) where outcome is null;
create index rebooking_item_meeting on meetings.rebooking_item (meeting_id);
