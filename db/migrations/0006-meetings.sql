-- meetings: who can meet whom, when, where and how.
--
-- One table of occupancy holds every officer, room, interpreter and person, and one constraint of it makes it impossible
-- that any of them is in two places at once, whatever program writes. It is keyed by resource, so that it can be
-- distributed by it. What a resource offers (working hours, where an officer is on which weekday) is not stored as slots:
-- it is worked out from patterns; whoever changes a pattern counts up the resource's version, and whoever books
-- says by which version the time was found.

create schema meetings;

-- What kinds of meeting there are, in which channel, how long and how soon (domain: MEET-1). Data, edited on a page.
create table meetings.meeting_type (
  id           uuid primary key,
  code         text not null check (code ~ '^[0-9a-z][0-9a-z-]{1,19}$'),
  valid        daterange not null check (not isempty(valid) and not lower_inf(valid)),
  -- What the meeting is for; the same purpose in another channel is another type.
  purpose      text not null check (purpose ~ '^[a-z][a-z-]{2,40}$'),
  -- By language, Swedish always.
  names        jsonb not null check (coalesce(names ->> 'sv', '') <> ''),
  channels     text[] not null check (channels <@ array['on-site', 'video', 'phone']),
  minutes      smallint not null check (minutes between 15 and 240 and minutes % 15 = 0),
  -- First and last working day that can be booked, counted from today.
  window_first smallint check (window_first >= 0),
  window_last  smallint check (window_last >= window_first),
  booked_by    text[] not null check (booked_by <@ array['person', 'helper', 'desk', 'officer']),
  -- What an officer must be able to; null when every officer can.
  competence   text,
  needs_room   boolean not null,
  overbooking  boolean not null,
  officers     smallint not null default 1 check (officers between 1 and 2),
  seats        smallint not null default 1 check (seats between 1 and 500),
  source       text not null,
  changed_at   timestamptz not null,
  changed_by   text not null,
  constraint meeting_type_one_at_a_time exclude using gist (code with =, valid with &&)
);

create table meetings.officer (
  id            uuid primary key,
  -- Whose sign-in this is; null until they have one.
  account_id    uuid unique,
  name          text not null check (name <> ''),
  -- What people are told instead of a name: 'planning-officer', …
  role          text not null,
  home_place_id uuid,
  languages     text[] not null check (cardinality(languages) > 0),
  competences   text[] not null,
  employed      daterange not null check (not isempty(employed)),
  -- Made for practice and measurement: said wherever it is shown.
  generated     boolean not null default false,
  version       integer not null default 1
);
create index officer_home on meetings.officer (home_place_id);

-- Working hours by weekday: { "mon": [["08:00","16:30"]], … }; a weekday left out is free.
create table meetings.working_pattern (
  officer_id uuid not null references meetings.officer,
  id         uuid not null,
  valid      daterange not null check (not isempty(valid) and not lower_inf(valid)),
  weekly     jsonb not null,
  primary key (officer_id, id),
  constraint working_pattern_one_at_a_time exclude using gist (officer_id with =, valid with &&)
);

-- A day that differs from the pattern: other hours, or none.
create table meetings.working_day (
  officer_id uuid not null references meetings.officer,
  "on"       date not null,
  hours      jsonb not null,
  note       text not null default '',
  primary key (officer_id, "on")
);

-- At which place an officer is on which weekday, all day or for some hours; otherwise at home_place_id.
create table meetings.attendance (
  officer_id uuid not null references meetings.officer,
  id         uuid not null,
  place_id   uuid not null,
  valid      daterange not null check (not isempty(valid) and not lower_inf(valid)),
  weekday    smallint not null check (weekday between 1 and 7),
  -- Minutes after midnight in Sweden.
  minutes    int4range not null default '[0,1440)' check (not isempty(minutes) and minutes <@ '[0,1440)'::int4range),
  primary key (officer_id, id),
  constraint attendance_one_place_at_a_time exclude using gist
    (officer_id with =, weekday with =, valid with &&, minutes with &&)
);
create index attendance_place on meetings.attendance (place_id);

create table meetings.room (
  id        uuid primary key,
  place_id  uuid not null,
  name      text not null check (name <> ''),
  seats     smallint not null check (seats > 0),
  step_free text not null check (step_free in ('yes', 'no', 'unknown')),
  valid     daterange not null check (not isempty(valid)),
  generated boolean not null default false,
  version   integer not null default 1,
  constraint room_name_once exclude using gist (place_id with =, name with =, valid with &&)
);
create index room_place on meetings.room (place_id);

create table meetings.interpreter (
  id                uuid primary key,
  name              text not null check (name <> ''),
  languages         text[] not null check (cardinality(languages) > 0),
  channels          text[] not null check (channels <@ array['on-site', 'video', 'phone']),
  weekly            jsonb not null,
  -- For meetings on site: from where, and how far.
  municipality_code text,
  within_minutes    smallint check (within_minutes > 0),
  valid             daterange not null check (not isempty(valid)),
  generated         boolean not null default false,
  version           integer not null default 1,
  check (not 'on-site' = any (channels) or (municipality_code is not null and within_minutes is not null))
);

-- A meeting of several persons: officers and room are occupied once, by it.
create table meetings.session (
  id             uuid primary key,
  type_code      text not null,
  channel        text not null check (channel in ('on-site', 'video', 'phone')),
  during         tstzrange not null check (not isempty(during)),
  officer_ids    uuid[] not null,
  place_id       uuid,
  room_id        uuid,
  interpreter_id uuid,
  language       text not null,
  seats          smallint not null check (seats > 0),
  cancelled_at   timestamptz,
  version        integer not null default 1,
  check ((channel = 'on-site') = (place_id is not null)),
  unique (id, seats)
);

-- One person's meeting. A hold is a meeting that waits to be confirmed, until hold_until.
create table meetings.meeting (
  person_id        uuid not null,
  id               uuid not null,
  state            text not null check (state in
                     ('held', 'booked', 'displaced', 'done', 'no-show', 'authority-failed', 'cancelled')),
  type_code        text not null,
  purpose          text not null,
  channel          text not null check (channel in ('on-site', 'video', 'phone')),
  during           tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  officer_ids      uuid[] not null,
  place_id         uuid,
  room_id          uuid,
  interpreter_id   uuid,
  -- Spoken at the meeting, by the officer or through the interpreter.
  language         text not null,
  session_id       uuid,
  seat             smallint,
  seats            smallint,
  series_id        uuid,
  overbooked       boolean not null default false,
  -- Until when the hold stands; and whose browser holds it (a hash, never the session itself).
  hold_until       timestamptz,
  held_by          text,
  -- How the channel came to be: by the rule, or as an exception with its ground.
  channel_by       text not null check (channel_by in ('rule', 'exception', 'choice')),
  exception_ground text,
  came_by          text not null check (came_by in ('web', 'phone', 'desk', 'officer', 'api', 'waiting-list', 'rebooking')),
  made_at          timestamptz not null,
  made_by          text not null,
  cancel_reason    text check (cancel_reason in ('work', 'interview', 'impediment', 'authority')),
  -- Why it lost its time: 'officer-absent', 'place-closed', 'room-lost', 'interpreter-lost', 'agreement-ended'.
  displaced_by     text,
  ended_at         timestamptz,
  protected        boolean not null default false,
  version          integer not null default 1,
  primary key (person_id, id),
  constraint meeting_hold_has_an_end check ((state = 'held') = (hold_until is not null)),
  constraint meeting_on_site_has_a_place check ((channel = 'on-site') = (place_id is not null)),
  constraint meeting_cancelled_says_why check ((state = 'cancelled') = (cancel_reason is not null)),
  constraint meeting_displaced_says_why check (state <> 'displaced' or displaced_by is not null),
  constraint meeting_exception_says_why check ((channel_by = 'exception') = (exception_ground is not null)),
  constraint meeting_seat_is_there check ((session_id is null) = (seat is null) and seat between 1 and seats),
  foreign key (session_id, seats) references meetings.session (id, seats)
);
create index meeting_id on meetings.meeting (id);
create index meeting_during on meetings.meeting using gist (during) where state in ('booked', 'displaced');
-- What is offered to someone in line stands beside the time that they hold themselves.
create unique index meeting_one_hold_per_person on meetings.meeting (person_id) where state = 'held' and came_by <> 'waiting-list';
create unique index meeting_one_hold_per_browser on meetings.meeting (held_by) where state = 'held';
create unique index meeting_one_person_per_seat on meetings.meeting (session_id, seat)
  where session_id is not null and state in ('held', 'booked');
create index meeting_series on meetings.meeting (series_id) where series_id is not null;
create index meeting_displaced on meetings.meeting (displaced_by) where state = 'displaced';

-- What happened to a meeting after it was booked; shown to the person and to staff.
create table meetings.meeting_event (
  person_id  uuid not null,
  meeting_id uuid not null,
  id         uuid not null,
  at         timestamptz not null,
  by         text not null,
  what       text not null,
  details    jsonb not null default '{}',
  primary key (person_id, meeting_id, id)
);

-- Who is where when: officers, rooms, interpreters and persons alike.
create table meetings.occupancy (
  resource_id uuid not null,
  id          uuid not null,
  during      tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  why         text not null check (why in ('hold', 'meeting', 'travel', 'leave', 'closed')),
  -- The meeting, session or leave that occupies.
  of          uuid not null,
  -- A hold's last instant: after it anyone may take the time.
  until       timestamptz,
  -- 0, or for a deliberate overbooking the place beside it.
  lane        smallint not null default 0 check (lane between 0 and 9),
  primary key (resource_id, id),
  check ((why = 'hold') = (until is not null)),
  constraint occupancy_never_overlaps exclude using gist (resource_id with =, lane with =, during with &&)
);
create index occupancy_of on meetings.occupancy (of);
create index occupancy_holds on meetings.occupancy (resource_id) where until is not null;
create index meeting_holds on meetings.meeting (hold_until) where state = 'held';

-- Leave, illness and other whole absences of a resource: what occupies it as 'leave' or 'closed'.
create table meetings.absence (
  resource_id uuid not null,
  id          uuid not null,
  during      tstzrange not null,
  kind        text not null check (kind in ('leave', 'ill', 'training', 'other', 'closed')),
  noted_at    timestamptz not null,
  noted_by    text not null,
  ended_at    timestamptz,
  primary key (resource_id, id)
);

-- Which resources changed, in which days, in the order of transactions: the pictures in memory read it. Rows are pruned.
create table meetings.change (
  transaction xid8 not null default pg_current_xact_id(),
  at          timestamptz not null,
  -- 'occupancy': what is taken; 'supply': what is offered.
  kind        text not null check (kind in ('occupancy', 'supply')),
  resources   uuid[] not null,
  days        daterange not null
);
create index change_transaction on meetings.change (transaction);

-- Up to which transaction changes are pruned: a picture whose last look is older reads everything anew.
create table meetings.change_pruned (
  upto xid8 not null
);
insert into meetings.change_pruned (upto) values ('0');

-- Someone who would come sooner, should a time fall free.
create table meetings.waiting (
  person_id      uuid not null,
  id             uuid not null,
  -- The later meeting that an earlier time would replace, if any.
  meeting_id     uuid,
  type_codes     text[] not null,
  channels       text[] not null,
  language       text not null,
  interpreter    boolean not null,
  origin         text,
  within_minutes smallint,
  before         timestamptz,
  since          timestamptz not null,
  state          text not null check (state in ('waiting', 'offered', 'taken', 'ended')),
  -- The hold that is offered.
  offered_id     uuid,
  offered_at     timestamptz,
  declined       smallint not null default 0,
  protected      boolean not null default false,
  primary key (person_id, id),
  check ((state = 'offered') = (offered_id is not null))
);
create unique index waiting_once on meetings.waiting (person_id) where state in ('waiting', 'offered');
create index waiting_in_line on meetings.waiting (since) where state = 'waiting';

-- Someone asked for another channel than the rule's; an officer decides.
create table meetings.channel_request (
  person_id  uuid not null,
  id         uuid not null,
  asked_at   timestamptz not null,
  wanted     text not null check (wanted in ('on-site', 'video', 'phone')),
  ground     text not null,
  words      text not null default '',
  state      text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  decided_at timestamptz,
  decided_by text,
  reason     text,
  -- Until when a granted request counts.
  until      date,
  protected  boolean not null default false,
  primary key (person_id, id),
  check ((state in ('granted', 'refused')) = (decided_at is not null))
);
create unique index channel_request_one_open on meetings.channel_request (person_id) where state = 'asked';

-- De-identified: for statistics that outlive the person's data.
create table meetings.meeting_fact (
  id                uuid primary key,
  -- Until the person's data are erased; then nothing leads to anyone.
  meeting_id        uuid,
  month             date not null,
  municipality_code text,
  purpose           text not null,
  channel           text not null,
  channel_by        text not null,
  exception_ground  text,
  came_by           text not null,
  language          text not null,
  interpreter       boolean not null,
  -- Working days from booking to meeting; minutes of travel.
  waited_days       smallint,
  travel_minutes    smallint,
  outcome           text,
  protected         boolean not null default false
);
create index meeting_fact_month on meetings.meeting_fact (month);
create unique index meeting_fact_meeting on meetings.meeting_fact (meeting_id);

create view meetings.stat_meeting as
  select month, municipality_code, purpose, channel, channel_by, exception_ground, came_by, language, interpreter,
         waited_days, travel_minutes, outcome
  from meetings.meeting_fact where not protected;

-- Need of meetings by type and half hour, from a forecast (domain: MEET-4).
create table meetings.forecast (
  type_code  text not null,
  place_id   uuid,
  during     tstzrange not null,
  need       numeric not null check (need >= 0),
  source     text not null,
  loaded_at  timestamptz not null
);
create index forecast_during on meetings.forecast using gist (during);
create index forecast_type on meetings.forecast (type_code, lower(during));

-- How many free times of a type there are to be within its window; no row, no alarm.
create table meetings.free_threshold (
  type_code text not null,
  -- Null: at a distance the whole country; on site every place without a row of its own.
  place_id  uuid,
  at_least  integer not null check (at_least > 0),
  set_at    timestamptz not null,
  set_by    text not null,
  constraint free_threshold_once unique nulls not distinct (type_code, place_id)
);

-- There were fewer; open until there are enough.
create table meetings.free_alarm (
  id        uuid primary key,
  type_code text not null,
  place_id  uuid,
  at_least  integer not null,
  -- As last counted.
  free      integer not null,
  raised_at timestamptz not null,
  ended_at  timestamptz
);
create unique index free_alarm_one_open on meetings.free_alarm (type_code, place_id) nulls not distinct where ended_at is null;

-- A private address from which a calendar program reads: the hash of its key.
create table meetings.feed (
  key_hash   bytea primary key,
  owner_kind text not null check (owner_kind in ('officer', 'person')),
  owner_id   uuid not null,
  made_at    timestamptz not null,
  ended_at   timestamptz
);
create unique index feed_one_each on meetings.feed (owner_kind, owner_id) where ended_at is null;

-- Partners' programs that are told of meetings at a place.
create table meetings.webhook (
  id         uuid primary key,
  name       text not null check (name <> ''),
  url        text not null check (url ~ '^https?://'),
  place_ids  uuid[] not null check (cardinality(place_ids) > 0),
  made_at    timestamptz not null,
  made_by    text not null,
  ended_at   timestamptz
);
-- What it says is made at the moment of sending, from the meeting as it is then: nothing of it is kept here.
create table meetings.webhook_delivery (
  webhook_id   uuid not null references meetings.webhook,
  id           uuid not null,
  -- The order in which they were noted: of one meeting, the order in which it happened.
  number       bigint not null generated always as identity,
  meeting_id   uuid not null,
  -- 'left': the meeting is at none of the webhook's places any more.
  what         text not null check (what in ('booked', 'changed', 'cancelled', 'displaced', 'left')),
  occurred_at  timestamptz not null,
  attempts     smallint not null default 0,
  next_attempt timestamptz not null,
  delivered_at timestamptz,
  -- Tried for as long as it is: nobody took it.
  failed_at    timestamptz,
  last_status  text,
  primary key (webhook_id, id),
  check (delivered_at is null or failed_at is null)
);
create index webhook_delivery_due on meetings.webhook_delivery (webhook_id, next_attempt)
  where delivered_at is null and failed_at is null;
create index webhook_delivery_meeting on meetings.webhook_delivery (meeting_id);

-- The types of 2020 (domain: MEET-1, read from CRM21 calendar_af). Who may book is not told there: the person's own conversations
-- are open to the person, the others to officers; competences are not told either, so none is asked for.
insert into meetings.meeting_type
  (id, code, valid, purpose, names, channels, minutes, window_first, window_last, booked_by, needs_room, overbooking, source, changed_at, changed_by)
values
  (gen_random_uuid(), '21', '[2019-01-01,)', 'first-planning', '{"sv": "Första planeringssamtal, på distans", "en": "First planning conversation, remote"}',
   '{video,phone}', 30, 3, 15, '{person,helper,desk,officer}', false, true, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '22', '[2019-01-01,)', 'follow-up', '{"sv": "Uppföljande planeringssamtal, på distans", "en": "Follow-up planning conversation, remote"}',
   '{video,phone}', 60, 3, 90, '{person,helper,desk,officer}', false, false, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '23', '[2019-01-01,)', 'in-depth', '{"sv": "Fördjupat planeringssamtal, på distans", "en": "In-depth planning conversation, remote"}',
   '{video,phone}', 60, 3, 15, '{person,helper,desk,officer}', false, false, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '24', '[2019-01-01,)', 'first-planning-krom', '{"sv": "Första planeringssamtal KROM, på distans", "en": "First planning conversation KROM, remote"}',
   '{video,phone}', 60, 3, 10, '{officer}', false, true, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '25', '[2019-01-01,)', 'follow-up-krom', '{"sv": "Uppföljande planeringssamtal KROM, på distans", "en": "Follow-up planning conversation KROM, remote"}',
   '{video,phone}', 30, 3, 90, '{officer}', false, false, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '26', '[2019-01-01,)', 'first-planning-stom', '{"sv": "Första planeringssamtal STOM, på distans", "en": "First planning conversation STOM, remote"}',
   '{video,phone}', 30, 3, 25, '{officer}', false, true, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '27', '[2019-01-01,)', 'decision-stom', '{"sv": "Beslut STOM, på distans", "en": "Decision STOM, remote"}',
   '{video,phone}', 30, 3, 25, '{officer}', false, false, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '201', '[2019-01-01,)', 'young-no-upper-secondary', '{"sv": "Ungdomar utan gymnasiekompetens, på distans", "en": "Young people without upper secondary education, remote"}',
   '{video,phone}', 60, 3, 10, '{officer}', false, true, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '202', '[2019-01-01,)', 'career-guidance', '{"sv": "Karriärvägledning, på distans", "en": "Career guidance, remote"}',
   '{video,phone}', 30, 1, 5, '{person,helper,desk,officer}', false, false, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '203', '[2019-01-01,)', 'labour-market-training', '{"sv": "Arbetsmarknadsutbildning, på distans", "en": "Labour market training, remote"}',
   '{video,phone}', 30, 3, 15, '{officer}', false, false, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '31', '[2019-01-01,)', 'first-planning', '{"sv": "Första planeringssamtal, på plats", "en": "First planning conversation, on site"}',
   '{on-site}', 60, 3, 15, '{person,helper,desk,officer}', true, true, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '32', '[2019-01-01,)', 'follow-up', '{"sv": "Uppföljande planeringssamtal, på plats", "en": "Follow-up planning conversation, on site"}',
   '{on-site}', 30, 3, 90, '{person,helper,desk,officer}', true, false, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '33', '[2019-01-01,)', 'in-depth', '{"sv": "Fördjupat planeringssamtal, på plats", "en": "In-depth planning conversation, on site"}',
   '{on-site}', 60, 3, 15, '{person,helper,desk,officer}', true, false, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '34', '[2019-01-01,)', 'first-planning-culture', '{"sv": "Första planeringssamtal Kultur och Media, på plats", "en": "First planning conversation Culture and Media, on site"}',
   '{on-site}', 30, 3, 15, '{person,helper,desk,officer}', true, true, 'CRM21 calendar_af', '2019-01-01', 'migration'),
  (gen_random_uuid(), '00', '[2019-01-01,)', 'reservation', '{"sv": "Reservation", "en": "Reservation"}',
   '{}', 30, null, null, '{officer}', false, false, 'CRM21 calendar_af', '2019-01-01', 'migration');
