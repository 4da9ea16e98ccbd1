-- Cases: registration, plan, activity report, their deadlines, and how people came through the steps.
-- Every table keyed by person carries person_id first in its key, so that the schema can be distributed by person.

create schema cases;

-- A registration being filled in: saved step by step, resumed on any device.
create table cases.draft (
  person_id    uuid not null,
  id           uuid not null,
  -- The funnel's own key for this way through; says nothing of who.
  attempt_id   uuid not null,
  answers      jsonb not null default '{}',
  -- Steps finished, in the order of the flow.
  done         text[] not null default '{}',
  -- Step -> the version in which it was last saved: two tabs on different steps merge, on the same step the later one is told.
  saved_in     jsonb not null default '{}',
  at_step      text not null,
  language     text not null,
  channel      text not null check (channel in ('web', 'in-person', 'phone')),
  phone_ground text,
  capacity     text not null check (capacity in ('self', 'mandate', 'staff')),
  version      integer not null default 1,
  started_at   timestamptz not null,
  changed_at   timestamptz not null,
  -- Submitted, or thrown away by the person.
  closed_at    timestamptz,
  primary key (person_id, id)
);
create unique index draft_one_open on cases.draft (person_id) where closed_at is null;

create table cases.attachment (
  person_id  uuid not null,
  id         uuid not null,
  -- What it belongs to: a draft, later its registration; or a report.
  belongs_to uuid not null,
  name       text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size       integer not null check (size between 1 and 10485760),
  sha256     bytea not null,
  content    bytea not null,
  added_at   timestamptz not null,
  added_by   text not null,
  primary key (person_id, id)
);
create index attachment_of on cases.attachment (person_id, belongs_to);

create table cases.registration (
  person_id      uuid not null,
  id             uuid not null,
  state          text not null check (state in ('with-officer', 'registered', 'rejected', 'deregistered')),
  -- The first day of unemployment that the person claims, and the day that the registration counts from.
  first_day      date not null,
  registered_on  date not null,
  -- FvL §22: when it reached the authority.
  arrived_at     timestamptz not null,
  channel        text not null check (channel in ('web', 'in-person', 'phone')),
  phone_ground   text,
  identity_proof text not null,
  capacity       text not null check (capacity in ('self', 'mandate', 'staff')),
  language       text not null,
  municipality_code text not null,
  answers        jsonb not null,
  -- A job or studies begin within three months: no planning conversation (AF, Register).
  leaves_on      date,
  receipt_number text not null,
  claims_benefit boolean not null,
  -- Today, by the programme's days; followed every night.
  in_programme   boolean not null default false,
  -- What the programme is called, its first day and its last one (null: not set).
  programme       text,
  programme_from  date,
  programme_until date,
  deregistered_on     date,
  deregistered_reason text,
  -- People's word, carried here by event, so that lists need not ask for each row.
  protected      boolean not null default false,
  officer_id     uuid,
  -- What the authority must do next and by when: the work list's order.
  next_due       date,
  next_kind      text check (next_kind in ('decide', 'first-plan', 'renew-plan')),
  -- Should be earlier than that day (under 25): stands before others of the same day.
  due_early      boolean not null default false,
  version        integer not null default 1,
  primary key (person_id, id),
  check ((state = 'deregistered') = (deregistered_on is not null)),
  check ((next_due is null) = (next_kind is null)),
  check ((programme is null) = (programme_from is null) and programme_from <= programme_until),
  -- One person is never registered twice at once.
  exclude using gist (person_id with =, daterange(registered_on, deregistered_on) with &&) where (state <> 'rejected')
);
create unique index registration_open on cases.registration (person_id) where state in ('with-officer', 'registered');
create unique index registration_receipt on cases.registration (person_id, receipt_number);
-- The work list is asked kind by kind, so that a rare kind is found as fast as a common one. Early ones stand first within a day.
create index registration_due on cases.registration (next_kind, next_due, (not due_early), person_id, id)
  where next_due is not null and not protected;
create index registration_due_officer on cases.registration (officer_id, next_kind, next_due, (not due_early), person_id, id)
  where next_due is not null and not protected;
create index registration_due_municipality on cases.registration (municipality_code, next_kind, next_due, (not due_early), person_id, id)
  where next_due is not null and not protected;
create index registration_due_protected on cases.registration (next_due) where next_due is not null and protected;
-- The cases of one officer, also those with nothing due.
create index registration_officer on cases.registration (officer_id) where officer_id is not null;
create index registration_programme on cases.registration (programme_from) where programme is not null;
create index registration_ended on cases.registration (deregistered_on, person_id) where state = 'deregistered';
create index registration_rejected on cases.registration (arrived_at, person_id) where state = 'rejected';

-- Every decision with its rule, facts and reasons. One that a person changed or a re-run replaced stays.
create table cases.decision (
  person_id       uuid not null,
  id              uuid not null,
  registration_id uuid not null,
  rule            text not null,
  -- The first day of the value that was used.
  rule_value_from date not null,
  outcome         text not null check (outcome in ('approve', 'reject', 'to-officer')),
  automatic       boolean not null,
  facts           jsonb not null,
  -- Codes of the reasons, each with a text in every language.
  reasons         text[] not null,
  -- The officer's own words; empty for an automatic decision.
  reason_text     text not null default '',
  -- What the officer is asked, when the outcome is to-officer.
  question        text,
  decided_at      timestamptz not null,
  decided_by      text not null,
  told_at         timestamptz,
  -- Drawn at random for a human to look at.
  sampled         boolean not null default false,
  reviewed_at     timestamptz,
  reviewed_by     text,
  review          text check (review in ('agrees', 'disagrees')),
  review_note     text,
  replaced_by     uuid,
  -- The stop after which it was decided again, and came out the same or was replaced.
  rerun_id        uuid,
  -- FvL §25: when the person was told what the case rests on, before an officer said no.
  communicated_on date,
  -- The person does not agree, and why, in their own words.
  objected_at     timestamptz,
  objection       text,
  primary key (person_id, id),
  check (outcome <> 'to-officer' or question is not null),
  check (outcome <> 'reject' or cardinality(reasons) > 0),
  -- A decision is never told without rule, facts and reasons (FvL §32).
  check (told_at is null or (rule <> '' and facts <> '{}'::jsonb and (cardinality(reasons) > 0 or length(trim(reason_text)) > 0)))
);
create index decision_registration on cases.decision (person_id, registration_id, decided_at);
create index decision_rule on cases.decision (rule, decided_at) where automatic;
create index decision_sample on cases.decision (decided_at) where sampled and reviewed_at is null;

-- A rule decides by itself only after someone started it, and until someone stops it. Append-only.
create table cases.automation (
  id     uuid primary key,
  rule   text not null,
  action text not null check (action in ('start', 'stop')),
  -- A stop: decisions since then are in doubt, and are listed and decided again.
  since  timestamptz,
  -- The share of its decisions that a human looks at afterwards, 0-1.
  review_share numeric check (review_share > 0 and review_share <= 1),
  reason text not null check (length(trim(reason)) > 0),
  at     timestamptz not null,
  by     text not null,
  check ((action = 'start') = (review_share is not null)),
  check ((action = 'stop') = (since is not null))
);
create index automation_rule on cases.automation (rule, at desc, id desc);
create trigger automation_append_only before update or delete on cases.automation
  for each row execute function platform.refuse_change();

create table cases.plan (
  person_id       uuid not null,
  id              uuid not null,
  registration_id uuid not null,
  state           text not null check (state in ('draft', 'in-force', 'replaced')),
  content         jsonb not null,
  -- Set when it comes into force.
  made_on         date,
  renew_by        date,
  made_by         text,
  version         integer not null default 1,
  changed_at      timestamptz not null,
  primary key (person_id, id),
  check ((state = 'draft') = (made_on is null)),
  check ((made_on is null) = (renew_by is null))
);
create unique index plan_one_draft on cases.plan (person_id, registration_id) where state = 'draft';
create unique index plan_one_in_force on cases.plan (person_id, registration_id) where state = 'in-force';

-- One activity report per person, registration and month.
create table cases.report (
  person_id       uuid not null,
  id              uuid not null,
  registration_id uuid not null,
  -- The funnel's own key for this way through; none when it came on paper or was told.
  attempt_id      uuid,
  -- The first day of the month it is about.
  month           date not null check (extract(day from month) = 1),
  state           text not null check (state in ('draft', 'submitted', 'reviewed')),
  channel         text check (channel in ('my-pages', 'paper', 'oral')),
  language        text not null,
  -- [{kind, date, what, where, in_period}]: kinds of AFFS 2021:1 §2. Never searched (SFS 2002:623 §10 a).
  activities      jsonb not null default '[]',
  nothing_done    boolean not null default false,
  message         text not null default '',
  -- Handed in at another authority's desk: its day and place; the day it reached us is arrived_at.
  handed_in_on    date,
  handed_in_at    text,
  arrived_at      timestamptz,
  timely          text check (timely in ('in-time', 'late', 'undecided')),
  -- Why it is late, in the person's words; the outage that the system knows of is filled in beforehand.
  late_reason     text,
  outage_id       uuid,
  receipt_number  text,
  recorded_by     text not null,
  -- When it should have been looked through, and when it was.
  review_by       date,
  -- Of its registration, for the list of those that wait in one municipality.
  municipality_code text,
  reviewed_at     timestamptz,
  reviewed_by     text,
  version         integer not null default 1,
  changed_at      timestamptz not null,
  primary key (person_id, id),
  unique (person_id, registration_id, month),
  check ((state = 'reviewed') = (reviewed_at is not null)),
  check ((state = 'draft') = (arrived_at is null)),
  check ((arrived_at is null) = (receipt_number is null))
);
create index report_waiting on cases.report (review_by, person_id, id) where state = 'submitted';
create index report_waiting_municipality on cases.report (municipality_code, review_by, person_id, id) where state = 'submitted';
create index report_month on cases.report (month, person_id);

-- Whether what is handed in at another authority's desk has reached us on that day: what the service agreement says, from which
-- day, and where it says so. No row: not settled, and an officer decides each time. Append-only.
create table cases.desk_agreement (
  valid_from date primary key,
  counts     boolean not null,
  source     text not null check (length(trim(source)) > 0),
  at         timestamptz not null,
  by         text not null
);
create trigger desk_agreement_append_only before update or delete on cases.desk_agreement
  for each row execute function platform.refuse_change();

-- A signal to control that something may have been missed. Never from a missing record alone.
create table cases.signal (
  person_id       uuid not null,
  id              uuid not null,
  registration_id uuid not null,
  -- Reason codes of INT013: ALF43P1, ALF43P2, ALF43P3A …
  code            text not null,
  about           text not null,
  state           text not null check (state in ('raised', 'withheld', 'withdrawn')),
  -- What was looked at before, and why a signal was withheld.
  facts           jsonb not null,
  at              timestamptz not null,
  by              text not null,
  primary key (person_id, id),
  unique (person_id, registration_id, code, about)
);

-- Months that were gone through for reports that did not come, so that one is not passed over when no run came to it.
create table cases.report_watch (
  month   date primary key check (extract(day from month) = 1),
  done_at timestamptz not null
);

-- What someone has to do: book a conversation, call back, answer a question, translate a decision.
create table cases.todo (
  person_id   uuid not null,
  id          uuid not null,
  kind        text not null,
  registration_id uuid,
  due_on      date,
  details     jsonb not null default '{}',
  protected   boolean not null default false,
  -- Of its registration, for the work list of one municipality.
  municipality_code text,
  created_at  timestamptz not null,
  done_at     timestamptz,
  done_by     text,
  outcome     text,
  outcome_note text not null default '',
  primary key (person_id, id),
  check ((done_at is null) = (done_by is null))
);
-- In the work list what has no day comes last, as if its day were the last that the register can speak of.
create index todo_open on cases.todo (coalesce(due_on, date '2199-12-31'), person_id, id) where done_at is null and not protected;
create index todo_open_kind on cases.todo (kind, coalesce(due_on, date '2199-12-31'), person_id, id)
  where done_at is null and not protected;
create index todo_open_municipality on cases.todo (municipality_code, coalesce(due_on, date '2199-12-31'), person_id, id)
  where done_at is null and not protected;
create index todo_open_protected on cases.todo (due_on) where done_at is null and protected;
create index todo_person on cases.todo (person_id) where done_at is null;
-- To-dos that name another person: protected when that one is, and silent about one who was erased.
create index todo_other on cases.todo ((details ->> 'otherPersonId')) where details ? 'otherPersonId';

-- Someone helped with a step: which, why, how far the person did it alone.
create table cases.assistance (
  person_id  uuid not null,
  id         uuid not null,
  attempt_id uuid not null,
  service    text not null check (service in ('registration', 'activity-report')),
  step       text not null,
  why        text not null,
  how        text not null check (how in ('in-person', 'phone', 'mandate')),
  autonomy   text not null check (autonomy in ('together', 'for-the-person')),
  by         text not null,
  at         timestamptz not null,
  primary key (person_id, id)
);

-- A way through a service, without who; kept as statistics. Times here and in attempt_event are cut to ten seconds and keys are
-- random (version 4), so that neither equals one of the audit, where the moment and the person stand together. What remains: the
-- draft, the report and the note of help name the attempt until they are erased with the person; and where few are active at once, a
-- sequence of ten seconds can still be laid beside the audit's. So nobody reads these rows but this module, whose figures are of many.
create table cases.attempt (
  attempt_id uuid primary key,
  service    text not null check (service in ('registration', 'activity-report')),
  language   text not null,
  capacity   text not null,
  started_at timestamptz not null,
  ended_at   timestamptz,
  outcome    text check (outcome in ('submitted', 'thrown-away', 'own-channel')),
  -- Of someone with protected identity: in no figure.
  protected  boolean not null default false
);
create index attempt_started on cases.attempt (service, started_at);

create table cases.attempt_event (
  attempt_id uuid not null,
  id         uuid not null,
  at         timestamptz not null,
  step       text not null,
  kind       text not null check (kind in ('shown', 'finished', 'error', 'assistance', 'came-back', 'help-asked')),
  -- The field that was wrong, or the reason for assistance. Never what was typed.
  what       text,
  primary key (attempt_id, id)
);
create index attempt_event_at on cases.attempt_event (at);

-- One row per registration for statistics; the link to it is cut when the person's data are erased (SFS 2002:546 §16).
create table cases.registration_fact (
  -- Random (version 4): it says nothing of the moment.
  id              uuid primary key,
  registration_id uuid unique,
  month           date not null check (extract(day from month) = 1),
  municipality_code text not null,
  age_band        text not null,
  language        text not null,
  grounds         text[] not null,
  channel         text not null,
  capacity        text not null,
  -- null while no decision has been made.
  automated       boolean,
  protected       boolean not null default false
);
create index registration_fact_month on cases.registration_fact (month);

create view cases.stat_registration as
  select month, municipality_code, age_band, language, grounds, channel, capacity, automated
  from cases.registration_fact where not protected;
create view cases.stat_attempt as
  select attempt_id, service, language, capacity, started_at, ended_at, outcome from cases.attempt where not protected;
create view cases.stat_attempt_event as
  select e.attempt_id, e.at, e.step, e.kind, e.what
  from cases.attempt_event e join cases.attempt a using (attempt_id) where not a.protected;
create view cases.stat_plan as
  select r.municipality_code, r.registered_on, min(p.made_on) as first_made_on
  from cases.registration r left join cases.plan p on p.person_id = r.person_id and p.registration_id = r.id and p.made_on is not null
  where not r.protected
  group by r.person_id, r.id, r.municipality_code, r.registered_on;
