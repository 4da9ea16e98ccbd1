-- contact: messages out, and rooms for video.

create schema contact;

-- What is to be told to whom. The words are made when it is sent, from what is true then.
create table contact.message (
  person_id   uuid not null,
  id          uuid not null,
  -- Which source makes the words ('meetings.booked', …), and of what.
  source      text not null,
  about       uuid not null,
  -- Not before; a reminder's time.
  due_at      timestamptz not null,
  channel     text check (channel in ('email', 'sms', 'letter', 'none')),
  -- 'by-hand', and 'failed' after its last try: staff tell the person and note it, which makes it 'told'.
  state       text not null check (state in ('waiting', 'sent', 'unneeded', 'failed', 'by-hand', 'told')),
  -- Counted up by whoever takes it in hand; next_attempt is then when another may, should that process be gone.
  attempts    smallint not null default 0,
  next_attempt timestamptz not null,
  -- A code, never what a server answered: that may hold an address.
  last_error  text,
  sent_at     timestamptz,
  -- What the gateway or mail server called it.
  receipt     text,
  made_at     timestamptz not null,
  told_at     timestamptz,
  told_by     text,
  note        text not null default '',
  primary key (person_id, id),
  check ((state = 'told') = (told_at is not null))
);
create index message_due on contact.message (next_attempt) where state = 'waiting';
-- Said again before it is sent, it is one message still.
create unique index message_once on contact.message (person_id, source, about) where state = 'waiting';
create index message_by_hand on contact.message (made_at) where state in ('by-hand', 'failed');

-- Letters, as PDF, for whoever prints and posts.
create table contact.letter (
  person_id  uuid not null,
  message_id uuid not null,
  pdf        bytea not null,
  -- The person was protected when it was addressed; a letter whose person has changed in that is shown to nobody and made anew.
  protected  boolean not null,
  made_at    timestamptz not null,
  posted_at  timestamptz,
  posted_by  text,
  primary key (person_id, message_id),
  foreign key (person_id, message_id) references contact.message on delete cascade
);
create index letter_to_post on contact.letter (made_at) where posted_at is null;

-- A video room. Nothing of what is said or seen passes through or stays here; only how browsers find each other.
create table contact.video_room (
  id        uuid primary key,
  -- What it is for, in the module on the right that opened it.
  about     uuid not null unique,
  opens_at  timestamptz not null,
  closes_at timestamptz not null,
  closed_at timestamptz
);
create table contact.video_seat (
  room_id     uuid not null references contact.video_room on delete cascade,
  id          uuid not null,
  part        text not null check (part in ('host', 'guest', 'interpreter')),
  -- SHA-256 of the code in the link, which is used once; then of the key that the browser keeps.
  code_hash   bytea,
  key_hash    bytea,
  admitted_at timestamptz,
  seen_at     timestamptz,
  left_at     timestamptz,
  primary key (room_id, id)
);
create unique index video_seat_code on contact.video_seat (code_hash) where code_hash is not null;
create table contact.video_signal (
  room_id uuid not null references contact.video_room on delete cascade,
  id      bigint generated always as identity,
  to_seat uuid not null,
  from_seat uuid not null,
  body    jsonb not null,
  at      timestamptz not null,
  primary key (room_id, id)
);
