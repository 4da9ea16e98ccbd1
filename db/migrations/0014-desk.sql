-- desk: visits at the desks of places, the queue, documents handed in, and what the pilot is to yield.
-- A visit is anonymous: no row here says who came.
-- What belongs to a place carries place_id in its key, so that the schema can be distributed by place. Where a secret or a code is all that
-- one has (receipt_code, token_hash), or a device numbers its own notes (synced), it is unique by itself: those tables are small, or looked
-- into by it on every machine.

create schema desk;

-- Values that no source gives, each set from a day on; a key without a row is not set.
create table desk.setting (
  key        text not null check (key ~ '^[a-z][a-z0-9-]{1,59}$'),
  valid_from date not null,
  value      jsonb not null,
  source     text not null check (length(trim(source)) > 0),
  at         timestamptz not null,
  by         text not null,
  primary key (key, valid_from)
);

-- What people come about, by authority: data and not code.
create table desk.topic (
  code     text primary key check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  agency   text not null check (agency ~ '^[a-z][a-z0-9-]{1,39}$'),
  -- By language; sv is always there.
  names    jsonb not null check (names ? 'sv'),
  position integer not null default 0,
  ended_on date
);

insert into desk.topic (code, agency, position, names) values
  ('register', 'arbetsformedlingen', 10, '{"sv": "Skriva in mig som arbetssökande", "en": "Register as a jobseeker", "sv-easy": "Skriva in mig för att söka jobb", "ar": "التسجيل كباحث عن عمل"}'),
  ('activity-report', 'arbetsformedlingen', 20, '{"sv": "Aktivitetsrapport", "en": "Activity report", "sv-easy": "Rapporten om hur jag söker jobb", "ar": "تقرير النشاط"}'),
  ('meeting', 'arbetsformedlingen', 30, '{"sv": "Boka eller ändra ett möte", "en": "Book or change a meeting", "sv-easy": "Boka ett möte eller byta tid", "ar": "حجز موعد أو تغييره"}'),
  ('digital-help', 'arbetsformedlingen', 40, '{"sv": "Hjälp med webben och e-legitimation", "en": "Help with the website and e-identification", "sv-easy": "Hjälp med dator och e-legitimation", "ar": "مساعدة في الموقع والهوية الإلكترونية"}'),
  ('document', 'arbetsformedlingen', 50, '{"sv": "Lämna ett papper", "en": "Hand in a document", "sv-easy": "Lämna ett papper", "ar": "تسليم وثيقة"}'),
  ('employer', 'arbetsformedlingen', 60, '{"sv": "Jag är arbetsgivare", "en": "I am an employer", "sv-easy": "Jag är arbetsgivare", "ar": "أنا صاحب عمل"}'),
  ('af-other', 'arbetsformedlingen', 70, '{"sv": "Annat om att söka arbete", "en": "Something else about looking for work", "sv-easy": "Något annat om att söka jobb", "ar": "أمر آخر يتعلق بالبحث عن عمل"}'),
  ('forsakringskassan-matter', 'forsakringskassan', 110, '{"sv": "Försäkringskassan", "en": "Försäkringskassan (social insurance)", "sv-easy": "Försäkringskassan", "ar": "صندوق التأمينات الاجتماعية (Försäkringskassan)"}'),
  ('pensionsmyndigheten-matter', 'pensionsmyndigheten', 120, '{"sv": "Pensionsmyndigheten", "en": "Pensionsmyndigheten (pensions)", "sv-easy": "Pensionsmyndigheten", "ar": "هيئة المعاشات (Pensionsmyndigheten)"}'),
  ('skatteverket-matter', 'skatteverket', 130, '{"sv": "Skatteverket", "en": "Skatteverket (taxes and civil registration)", "sv-easy": "Skatteverket", "ar": "مصلحة الضرائب (Skatteverket)"}'),
  -- Of no authority that is known at the entrance.
  ('other', 'other', 200, '{"sv": "Något annat", "en": "Something else", "sv-easy": "Något annat", "ar": "أمر آخر"}');

-- A line of waiting people at a place.
create table desk.service (
  place_id uuid not null,
  id       uuid not null,
  letter   text not null check (letter ~ '^[A-Z]$'),
  names    jsonb not null check (names ? 'sv'),
  topics   text[] not null,
  -- So many of 100 are to be called within so many seconds; null: no goal is set.
  goal_percent integer check (goal_percent between 1 and 100),
  goal_seconds integer check (goal_seconds > 0),
  ended_on date,
  version  integer not null default 1,
  primary key (place_id, id),
  check ((goal_percent is null) = (goal_seconds is null))
);
create unique index service_letter on desk.service (place_id, letter) where ended_on is null;

create table desk.counter (
  place_id    uuid not null,
  id          uuid not null,
  name        text not null check (length(trim(name)) between 1 and 20),
  service_ids uuid[] not null,
  ended_on    date,
  version     integer not null default 1,
  primary key (place_id, id)
);
create unique index counter_name on desk.counter (place_id, name) where ended_on is null;

-- Who sits at a counter now; a counter where nobody sits calls no one.
create table desk.counter_open (
  place_id   uuid not null,
  counter_id uuid not null,
  account_id text not null,
  since      timestamptz not null,
  primary key (place_id, counter_id),
  foreign key (place_id, counter_id) references desk.counter
);
create unique index counter_open_account on desk.counter_open (account_id);

-- When a counter was staffed, for the picture of a week; who sat there is not kept.
create table desk.counter_shift (
  place_id   uuid not null,
  counter_id uuid not null,
  since      timestamptz not null,
  until      timestamptz not null check (until >= since),
  primary key (place_id, counter_id, since),
  foreign key (place_id, counter_id) references desk.counter
);
create index counter_shift_time on desk.counter_shift (place_id, since);

-- A device at a place: works without network (staff), or stands in the hall (kiosk, where visitors take tickets and leave files).
create table desk.device (
  place_id  uuid not null,
  id        uuid not null,
  kind      text not null check (kind in ('staff', 'kiosk')),
  -- Stands in the numbers of the tickets that it gives by itself: 'A·K2-7'.
  code      text not null check (code ~ '^[A-Z][0-9]{1,3}$'),
  -- SHA-256 of a kiosk's own key.
  key_hash  bytea,
  noted_at  timestamptz not null,
  noted_by  text not null,
  -- When a device of staff was last heard of, to the minute; null: never. What it noted since is not known.
  contact_at timestamptz,
  ended_at  timestamptz,
  primary key (place_id, id),
  unique (place_id, code),
  check ((kind = 'kiosk') = (key_hash is not null))
);

create table desk.ticket_number (
  place_id   uuid not null,
  service_id uuid not null,
  day        date not null,
  last       integer not null check (last > 0),
  primary key (place_id, service_id, day),
  foreign key (place_id, service_id) references desk.service
);

create table desk.visit (
  place_id    uuid not null,
  id          uuid not null,
  -- Null for a visit that was read in from another office's log.
  service_id  uuid,
  day         date not null,
  -- What the display shows: 'A12'; null for one that was read in.
  ticket      text,
  arrived_at  timestamptz not null,
  -- The time of a booked meeting that the visitor came for; the visit says no name.
  booked_for  timestamptz,
  topic       text not null references desk.topic,
  -- In which language, as in platform/i18n or ISO 639; null: not asked.
  language    text,
  state       text not null check (state in ('waiting', 'called', 'serving', 'parked', 'ended')),
  -- Why they go before others; null: by the order of the queue.
  priority    text check (priority in ('cannot-wait-standing', 'with-small-child', 'deadline-today', 'sent-back', 'other')),
  -- Since when they wait in this line: arrival, or when they were sent over or came back.
  waiting_since timestamptz not null,
  counter_id  uuid,
  -- The officer who serves: an account.
  served_by   text,
  called_at   timestamptz,
  calls       integer not null default 0 check (calls >= 0),
  serving_at  timestamptz,
  -- Seconds served before it was parked or sent over.
  served_seconds integer not null default 0 check (served_seconds >= 0),
  ended_at    timestamptz,
  outcome     text check (outcome in ('solved', 'guided', 'document-forwarded', 'meeting-booked', 'referred', 'not-helped', 'left', 'no-show')),
  -- Why they could not be helped.
  reason      text check (reason in ('not-in-agreement', 'no-system-access', 'wrong-office', 'language', 'no-time', 'other')),
  -- A keyed hash by which the same person is known to come for the same thing, until it is forgotten; null: not asked or forgotten.
  repeat_key  bytea,
  repeat_until timestamptz,
  -- They had been here or at another desk for the same thing; null: not known.
  is_repeat   boolean,
  -- SHA-256 of the secret of the ticket on a telephone.
  phone_key   bytea,
  feedback    text check (feedback in ('good', 'fair', 'bad')),
  -- The device that noted it without network.
  device_id   uuid,
  -- Set for a visit that was read in from a log.
  import_id   uuid,
  -- Made up, for practice and measurement: marked wherever it is shown.
  generated   boolean not null default false,
  version     integer not null default 1,
  primary key (place_id, id),
  check ((state = 'ended') = (outcome is not null)),
  check (import_id is not null or (state = 'ended') = (ended_at is not null)),
  check ((outcome is not distinct from 'not-helped') = (reason is not null)),
  check ((import_id is null) = (ticket is not null)),
  check ((import_id is null) = (service_id is not null)),
  -- Where and by whom someone is called or served is known; whoever waits or is parked is at no counter.
  check (state <> 'called' or (called_at is not null and counter_id is not null and served_by is not null)),
  check (state <> 'serving' or (serving_at is not null and served_by is not null)),
  check (state not in ('waiting', 'parked') or (called_at is null and serving_at is null and counter_id is null)),
  check (ended_at >= arrived_at),
  check (feedback is null or state = 'ended'),
  check ((repeat_key is null) = (repeat_until is null)),
  foreign key (place_id, service_id) references desk.service,
  foreign key (place_id, counter_id) references desk.counter
);
create unique index visit_ticket on desk.visit (place_id, day, ticket) where ticket is not null;
create index visit_open on desk.visit (place_id, day) where state <> 'ended';
create index visit_day on desk.visit (day, place_id);
create index visit_place_day on desk.visit (place_id, day);
create index visit_phone on desk.visit (phone_key) where phone_key is not null;
create index visit_repeat on desk.visit (repeat_key) where repeat_key is not null;
create index visit_repeat_until on desk.visit (repeat_until) where repeat_key is not null;

-- What was done for a visitor, in order. Append-only.
create table desk.visit_step (
  place_id uuid not null,
  visit_id uuid not null,
  id       uuid not null,
  at       timestamptz not null,
  by       text not null,
  what     text not null check (what in ('arrived', 'called', 'recalled', 'serving', 'parked', 'resumed', 'transferred', 'prioritised', 'informed',
                                         'guided', 'document-received', 'meeting-booked', 'referred', 'not-helped', 'ended', 'no-show')),
  -- Codes and seconds only: service, step, autonomy, seconds, reason, task, to.
  details  jsonb not null default '{}',
  primary key (place_id, visit_id, id),
  foreign key (place_id, visit_id) references desk.visit
);
create trigger visit_step_append_only before update or delete on desk.visit_step
  for each row execute function platform.refuse_change();

-- Where documents go: a unit of an authority, and which kinds of documents it takes.
create table desk.unit (
  id       uuid primary key,
  agency   text not null check (agency ~ '^[a-z][a-z0-9-]{1,39}$'),
  name     text not null check (length(trim(name)) between 1 and 100),
  takes    text[] not null,
  -- Working days until it is reminded and until its superiors are told; null: not agreed.
  remind_after_days   integer check (remind_after_days > 0),
  escalate_after_days integer check (escalate_after_days > 0),
  email    text,
  ended_on date,
  version  integer not null default 1,
  check (remind_after_days < escalate_after_days)
);
create table desk.unit_member (
  unit_id    uuid not null references desk.unit,
  account_id text not null,
  primary key (unit_id, account_id)
);

create table desk.document (
  place_id     uuid not null,
  id           uuid not null,
  visit_id     uuid,
  receipt_code text not null unique,
  agency       text not null,
  kind         text not null,
  how          text not null check (how in ('scan', 'photo', 'kiosk', 'phone')),
  media_type   text not null,
  bytes        bigint not null check (bytes > 0),
  -- Of what is kept, and of what came when an image was turned or bounded.
  sha256          bytea not null check (length(sha256) = 32),
  received_sha256 bytea not null check (length(received_sha256) = 32),
  -- The instant at which it reached the desk: never changed.
  arrived_at   timestamptz not null,
  noted_at     timestamptz not null,
  noted_by     text not null,
  device_id    uuid,
  -- What the virus check said: never left out silently.
  virus        text not null check (virus in ('clean', 'infected', 'not-configured', 'unreachable', 'too-large')),
  virus_at     timestamptz,
  virus_name   text,
  -- The document's own key, wrapped by the master key with this id.
  key_id       text not null,
  wrapped_key  bytea not null,
  state        text not null check (state in ('received', 'forwarded', 'acknowledged', 'returned')),
  unit_id      uuid references desk.unit,
  forwarded_at timestamptz,
  reminded_at  timestamptz,
  escalated_at timestamptz,
  acknowledged_at timestamptz,
  version      integer not null default 1,
  primary key (place_id, id),
  -- Whatever was sent on says where to and when, also after it came back.
  check ((state = 'received') = (unit_id is null) and (unit_id is null) = (forwarded_at is null)),
  check ((state = 'acknowledged') = (acknowledged_at is not null)),
  check ((virus in ('clean', 'infected')) = (virus_at is not null)),
  check (virus = 'infected' or virus_name is null)
);
create index document_open on desk.document (place_id, arrived_at) where state <> 'acknowledged';
create index document_arrived on desk.document (place_id, arrived_at);
create index document_unit on desk.document (unit_id, forwarded_at) where state = 'forwarded';
create index document_taken_over on desk.document (unit_id, acknowledged_at) where state = 'acknowledged';
create index document_unchecked on desk.document (noted_at) where virus = 'unreachable';
-- For those who go through all of them: the sweep, and who verifies the chains.
create index document_id on desk.document (id);
create function desk.keep_arrival() returns trigger language plpgsql as $$
begin
  if new.arrived_at <> old.arrived_at or new.receipt_code <> old.receipt_code or new.received_sha256 <> old.received_sha256
     or new.sha256 <> old.sha256 or new.noted_at <> old.noted_at then
    raise exception 'when and what a document was is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger document_arrival before update on desk.document for each row execute function desk.keep_arrival();
create trigger document_kept before delete on desk.document for each row execute function platform.refuse_change();

-- Every hand-over of a document, each sealed with the one before it. Append-only.
create table desk.custody (
  place_id    uuid not null,
  document_id uuid not null,
  seq         integer not null check (seq > 0),
  at          timestamptz not null,
  by          text not null,
  what        text not null check (what in ('received', 'checked', 'forwarded', 'opened', 'acknowledged', 'reminded', 'escalated', 'returned', 'original-sent')),
  details     jsonb not null default '{}',
  -- HMAC-SHA-256 over the seal before it and this row.
  seal        bytea not null check (length(seal) = 32),
  primary key (place_id, document_id, seq),
  foreign key (place_id, document_id) references desk.document
);
create trigger custody_append_only before update or delete on desk.custody
  for each row execute function platform.refuse_change();

-- A link by which a telephone's camera, or a kiosk, sends one document; short-lived.
create table desk.upload_link (
  place_id   uuid not null,
  id         uuid not null,
  visit_id   uuid,
  token_hash bytea not null unique,
  agency     text not null,
  kind       text not null,
  made_at    timestamptz not null,
  made_by    text not null,
  expires_at timestamptz not null,
  document_id uuid,
  primary key (place_id, id)
);

-- What a device noted without network, in its order: each once.
create table desk.synced (
  device_id uuid not null,
  seq       integer not null check (seq > 0),
  op_id     uuid not null unique,
  place_id  uuid not null,
  -- As the device's clock said, and by how much it was wrong; null where it could not be read.
  device_at timestamptz,
  skew_ms   bigint,
  -- When it happened, as it was reckoned the first time that it came here, and when that was.
  at        timestamptz not null,
  synced_at timestamptz not null,
  -- Who sent it, and who noted it as the device says.
  by        text not null,
  noted_by  text,
  kind      text not null,
  -- The visit that it is about: what comes after a refusal of it is not tried.
  visit_id  uuid,
  -- What it came to: 'begun', 'done', or the code of the refusal.
  outcome   text not null,
  -- As it came, kept while it is refused and nobody has looked at it.
  sealed    bytea,
  settled_at timestamptz,
  settled_by text,
  primary key (device_id, seq),
  -- Once someone has looked at it nothing is kept of it.
  check ((settled_at is null) = (settled_by is null)),
  check (settled_at is null or sealed is null)
);
create index synced_refused on desk.synced (place_id, at) where outcome not in ('begun', 'done') and settled_at is null;

-- The key to which devices seal what they note without network: a device that is lost tells nothing.
create table desk.sync_key (
  id         uuid primary key,
  -- The point on P-256, uncompressed.
  public_key bytea not null check (length(public_key) = 65),
  -- Its private part (PKCS #8), sealed with a key that is derived from the service's own with this id.
  key_id      text not null,
  private_key bytea not null,
  made_at     timestamptz not null
);

-- A log of visits of an office without the software, read in whole or not at all.
create table desk.import (
  place_id uuid not null,
  id       uuid not null,
  sha256   bytea not null,
  visits   integer not null check (visits > 0),
  from_day date not null,
  to_day   date not null check (to_day >= from_day),
  at       timestamptz not null,
  by       text not null,
  primary key (place_id, id),
  unique (place_id, sha256)
);

-- Other agencies' programs: what they may read, by key.
create table desk.client (
  id        uuid primary key,
  agency    text not null,
  name      text not null,
  key_hash  bytea not null unique,
  made_at   timestamptz not null,
  made_by   text not null,
  ended_at  timestamptz
);

-- For statistics: what happened, and to nobody.
create view desk.stat_visit as
  select v.place_id, v.day, v.topic, t.agency, v.language, v.state, v.outcome, v.reason, v.arrived_at, v.booked_for is not null as booked,
         v.called_at, v.serving_at, v.ended_at, v.is_repeat, v.feedback, v.import_id is not null as imported,
         v.booked_for, v.counter_id, v.served_seconds, v.generated, v.id as visit_id
  -- Left, so that it is not joined where nobody asks for the authority: each visit has its topic.
  from desk.visit v left join desk.topic t on t.code = v.topic;
-- What was done in a visit, by code; no time of day and nobody.
create view desk.stat_step as
  select s.place_id, v.day, v.topic, t.agency, s.visit_id, s.what, s.details ->> 'service' as service, s.details ->> 'autonomy' as autonomy,
         s.details ->> 'reason' as reason, s.details ->> 'to' as sent_to, (s.details ->> 'seconds')::integer as seconds,
         s.details ->> 'task' as task
  from desk.visit_step s join desk.visit v on v.place_id = s.place_id and v.id = s.visit_id join desk.topic t on t.code = v.topic;
create view desk.stat_document as
  select place_id, agency, kind, how, arrived_at, forwarded_at, acknowledged_at, state from desk.document;
