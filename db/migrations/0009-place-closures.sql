-- meetings: while a place is closed no meeting is held there, whichever program writes it, and with or without a room.

create table meetings.place_closure (
  place_id uuid not null,
  id       uuid not null,
  -- Empty: taken away before it began.
  during   tstzrange not null,
  noted_at timestamptz not null,
  noted_by text not null,
  ended_at timestamptz,
  primary key (place_id, id)
);

-- Refused as if the time were taken: whoever books looks for another. The lock is shared by those who book at the place, and alone by
-- whoever closes it: they are done and seen, or wait.
create function meetings.refuse_closed_place() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('place ' || new.place_id, 13));
  if exists (select from meetings.place_closure c where c.place_id = new.place_id and c.during && new.during) then
    raise exception 'the place % is closed', new.place_id using errcode = 'exclusion_violation', constraint = 'place_not_closed';
  end if;
  return new;
end $$;

create trigger meeting_not_where_closed before insert or update of state, during, place_id on meetings.meeting
  for each row when (new.place_id is not null and new.state in ('held', 'booked'))
  execute function meetings.refuse_closed_place();
create trigger session_not_where_closed before insert or update of during, place_id, cancelled_at on meetings.session
  for each row when (new.place_id is not null and new.cancelled_at is null)
  execute function meetings.refuse_closed_place();
