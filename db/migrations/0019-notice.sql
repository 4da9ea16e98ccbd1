-- contact: notices to public bodies and organisations on decisions about places (mission M18), and what they answer.

-- The address of a body: a function's mailbox, never a private person. Municipalities, regions and county boards are known by the
-- register of municipalities and counties; unions and other organisations are entered.
create table contact.body (
  key         text primary key check (
    key ~ '^(municipality:[0-9]{4}|(region|county-board):[0-9]{2}|(union|organisation):[0-9a-f]{8}-[0-9a-f-]{27})$'),
  -- Null: as the register calls it.
  name        text check (length(trim(name)) > 0),
  -- The function that reads what comes, e.g. the registrar.
  role        text check (length(trim(role)) > 0),
  email       text check (email ~ '^[^@\s]+@[^@\s]+$'),
  street      text,
  postal_code text,
  post_town   text,
  version     integer not null default 1,
  changed_at  timestamptz not null,
  changed_by  text not null,
  -- It is told of nothing any more.
  ended_at    timestamptz,
  check (name is not null or key !~ '^(union|organisation):'),
  check (num_nulls(street, postal_code, post_town) in (0, 3))
);

-- What is told of decisions, by letters that are alike but for what stands in their fields.
create table contact.notice (
  id            uuid primary key,
  title         text not null check (length(trim(title)) > 0),
  words         text not null check (length(trim(words)) > 0),
  -- Where views are to be sent, and until when; null: the notice asks for none.
  reply_to      text check (reply_to ~ '^[^@\s]+@[^@\s]+$'),
  reply_by      date,
  -- Whom it is for: groups of those touched, and organisations by key.
  groups        text[] not null,
  organisations text[] not null default '{}',
  state         text not null check (state in ('draft', 'approved', 'withdrawn')),
  version       integer not null default 1,
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  changed_by    text not null,
  -- Everyone who has written on it: none of them approves it.
  writers       text[] not null,
  approved_at   timestamptz,
  approved_by   text,
  -- Its designation in the list of public documents (OSL 2009:400 5 kap. 2 §), and the version of the register that it was merged from.
  number        text unique,
  register_version bigint,
  check ((state = 'approved') = (approved_at is not null and approved_by is not null and number is not null and register_version is not null)),
  check ((reply_to is null) = (reply_by is null))
);

-- The decisions that a notice is about: the closing of a place, or an agreement that ends.
create table contact.notice_matter (
  notice_id uuid not null references contact.notice,
  kind      text not null check (kind in ('closure', 'agreement')),
  matter_id uuid not null,
  primary key (notice_id, kind, matter_id)
);
create index notice_matter_matter on contact.notice_matter (matter_id);

-- One recipient's letter, worded when the notice was approved. Its words never change.
create table contact.notice_letter (
  notice_id    uuid not null references contact.notice,
  id           uuid not null unique,
  body_key     text not null,
  name         text not null,
  -- Why it is told: groups, as in contact.notice.
  why          text[] not null,
  subject      text not null,
  words        text not null,
  state        text not null check (state in ('no-address', 'waiting', 'sent', 'in-folder', 'to-post', 'posted', 'failed', 'bounced')),
  -- Counted up by whoever takes it in hand; next_attempt is then when another may, should that process be gone.
  attempts     integer not null default 0,
  next_attempt timestamptz not null,
  -- Since when it is to be sent: patience is counted from here.
  due_at       timestamptz not null,
  made_at      timestamptz not null,
  primary key (notice_id, id),
  unique (notice_id, body_key)
);
create index notice_letter_due on contact.notice_letter (next_attempt) where state = 'waiting';

create function contact.keep_letter_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.notice_id, new.id, new.body_key, new.name, new.why, new.subject, new.words, new.made_at)
     is distinct from (old.notice_id, old.id, old.body_key, old.name, old.why, old.subject, old.words, old.made_at) then
    raise exception 'a letter of a notice keeps its words' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger notice_letter_keeps_words before update or delete on contact.notice_letter
  for each row execute function contact.keep_letter_words();

-- What was tried with a letter and what came of it, with the address it went to then.
create table contact.notice_try (
  letter_id uuid not null references contact.notice_letter (id),
  id        uuid not null,
  at        timestamptz not null,
  way       text not null check (way in ('email', 'folder', 'post')),
  address   text,
  outcome   text not null check (outcome in ('sent', 'in-folder', 'to-post', 'posted', 'later', 'refused', 'gave-up', 'bounced')),
  -- A code, or the Message-ID.
  detail    text,
  note      text not null default '',
  by        text not null,
  primary key (letter_id, id)
);
create trigger notice_try_append_only before update or delete on contact.notice_try
  for each row execute function platform.refuse_change();

-- The designations that documents get when they are registered: one row of each kind and year.
create table contact.registration_number (
  series text not null check (series in ('U', 'I')),
  year   integer not null,
  last   integer not null,
  primary key (series, year)
);

-- A view on decisions: from a body, from staff, or from someone else.
create table contact.view (
  id         uuid primary key,
  number     text not null unique,
  from_kind  text not null check (from_kind in ('body', 'staff', 'other')),
  body_key   text,
  -- As it signs itself, when it is no body.
  from_name  text,
  how        text not null check (how in ('email', 'post', 'letter-box', 'by-hand', 'meeting')),
  -- When it was had in hand, and when it counts as arrived (FvL 2017:900 §22).
  reached_on date not null,
  arrived_on date not null check (arrived_on <= reached_on),
  stance     text not null check (stance in ('for', 'against', 'asks', 'neither')),
  subject    text not null check (length(trim(subject)) > 0),
  words      text not null,
  notice_id  uuid references contact.notice,
  -- A mended registration takes the place of the one it names, which stays.
  corrects   uuid unique references contact.view,
  filed_at   timestamptz not null,
  filed_by   text not null,
  check ((from_kind = 'body') = (body_key is not null))
);
create trigger view_append_only before update or delete on contact.view
  for each row execute function platform.refuse_change();

create table contact.view_matter (
  view_id   uuid not null references contact.view,
  kind      text not null check (kind in ('closure', 'agreement')),
  matter_id uuid not null,
  primary key (view_id, kind, matter_id)
);
create index view_matter_matter on contact.view_matter (matter_id);
create trigger view_matter_append_only before update or delete on contact.view_matter
  for each row execute function platform.refuse_change();

create table contact.view_attachment (
  view_id    uuid not null references contact.view,
  id         uuid not null,
  name       text not null,
  media_type text not null,
  sha256     bytea not null,
  content    bytea not null,
  primary key (view_id, id)
);
create trigger view_attachment_append_only before update or delete on contact.view_attachment
  for each row execute function platform.refuse_change();

-- How a view was met: what the authority answered, or how it was weighed in.
create table contact.view_answer (
  view_id uuid not null references contact.view,
  id      uuid not null,
  words   text not null check (length(trim(words)) > 0),
  at      timestamptz not null,
  by      text not null,
  primary key (view_id, id)
);
create trigger view_answer_append_only before update or delete on contact.view_answer
  for each row execute function platform.refuse_change();
