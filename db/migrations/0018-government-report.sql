-- Reports to the government: what was asked, by when, the text with its figures, who has read and approved it, and what was frozen.

create table insight.assignment (
  id          uuid primary key,
  code        text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  title       text not null check (length(trim(title)) > 0),
  -- Where it is given: the appropriation letter of a year, a decision.
  given_in    text not null check (length(trim(given_in)) > 0),
  -- Paragraph or section there; null: not known.
  paragraph   text,
  -- What must be told.
  asks        text not null check (length(trim(asks)) > 0),
  source      text check (source ~ '^https?://'),
  recorded_at timestamptz not null,
  recorded_by text not null
);
create trigger assignment_append_only before update or delete on insight.assignment
  for each row execute function platform.refuse_change();

create table insight.report (
  id            uuid primary key,
  code          text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  assignment_id uuid not null references insight.assignment,
  title         text not null check (length(trim(title)) > 0),
  due_on        date not null,
  language      text not null check (language in ('sv', 'en')),
  state         text not null check (state in ('draft', 'in-review', 'approved', 'frozen')),
  -- Counts up with every change, so that a page that is older is told so.
  version       integer not null default 1
);
create index report_due on insight.report (due_on);

-- Every wording, and whose it is: whoever wrote any of it approves none of it.
create table insight.report_text (
  report_id   uuid not null references insight.report,
  number      integer not null check (number > 0),
  template    text not null,
  author_id   text not null,
  author      text not null,
  recorded_at timestamptz not null,
  primary key (report_id, number)
);
create trigger report_text_append_only before update or delete on insight.report_text
  for each row execute function platform.refuse_change();

create table insight.report_step (
  report_id   uuid not null references insight.report,
  id          uuid not null,
  state       text not null check (state in ('draft', 'in-review', 'approved', 'frozen')),
  -- The wording that it is about.
  number      integer not null,
  actor_id    text not null,
  actor       text not null,
  note        text not null default '',
  recorded_at timestamptz not null,
  primary key (report_id, id),
  foreign key (report_id, number) references insight.report_text
);
create trigger report_step_append_only before update or delete on insight.report_step
  for each row execute function platform.refuse_change();

-- A frozen report: canonical JSON of everything that it says and by which statements, with its hash.
create table insight.frozen_report (
  report_id   uuid primary key references insight.report,
  -- What counted was what was known then.
  known_at    timestamptz not null,
  content     text not null,
  sha256      text not null check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  frozen_at   timestamptz not null,
  frozen_by   text not null
);
create trigger frozen_report_append_only before update or delete on insight.frozen_report
  for each row execute function platform.refuse_change();

create table insight.frozen_file (
  report_id   uuid not null references insight.frozen_report,
  format      text not null check (format in ('text', 'html', 'pdf', 'csv', 'xlsx')),
  media_type  text not null,
  content     bytea not null,
  sha256      text not null check (sha256 = encode(sha256(content), 'hex')),
  primary key (report_id, format)
);
create trigger frozen_file_append_only before update or delete on insight.frozen_file
  for each row execute function platform.refuse_change();

-- Reminded so many days before it is due; once each.
create table insight.report_reminder (
  report_id   uuid not null references insight.report,
  due_on      date not null,
  days_before integer not null check (days_before in (30, 7, 1)),
  recorded_at timestamptz not null,
  primary key (report_id, due_on, days_before)
);
create trigger report_reminder_append_only before update or delete on insight.report_reminder
  for each row execute function platform.refuse_change();
