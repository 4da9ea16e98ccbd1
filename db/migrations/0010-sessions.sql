-- Meetings for several persons: why one was cancelled, and seats that can be made more or fewer. Video: whose seat it is, so that two
-- officers, or several who meet, each have their own.

alter table meetings.session add column cancel_reason text
  check (cancel_reason in ('too-few', 'officer-absent', 'room-lost', 'other'));
-- The session that lost its officer, room or place, instead of which this one is held.
alter table meetings.session add column replaces uuid;
create unique index session_replaces_once on meetings.session (replaces) where cancelled_at is null;

-- How many seats there are follows the session.
alter table meetings.meeting drop constraint meeting_session_id_seats_fkey;
alter table meetings.meeting add constraint meeting_session_seats
  foreign key (session_id, seats) references meetings.session (id, seats) on update cascade;
-- Everyone who has or had a seat.
create index meeting_session on meetings.meeting (session_id) where session_id is not null;

-- The meeting of a guest, the officer who is a host, the interpreter; null in rooms from before.
alter table contact.video_seat add column holder uuid;
