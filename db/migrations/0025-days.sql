-- The day in Sweden on which something happened stands beside its instant. Statistics of everything read it twenty million times, and working
-- it out took as long as counting.

drop index cases.decision_day, cases.report_day, meetings.meeting_day, contact.message_day;

alter table cases.decision add column decided_on date generated always as ((decided_at at time zone 'Europe/Stockholm')::date) stored;
alter table cases.report add column arrived_on date generated always as ((arrived_at at time zone 'Europe/Stockholm')::date) stored;
alter table contact.message add column sent_on date generated always as ((sent_at at time zone 'Europe/Stockholm')::date) stored;
alter table meetings.meeting
  add column starts_on date generated always as ((lower(during) at time zone 'Europe/Stockholm')::date) stored;

-- Records come nearly in the order of their days: a small index finds one day’s.
create index decision_day on cases.decision using brin (decided_on) with (autosummarize = on);
create index report_day on cases.report using brin (arrived_on) with (autosummarize = on);
create index message_day on contact.message using brin (sent_on) with (autosummarize = on);
create index meeting_day on meetings.meeting using brin (starts_on) with (autosummarize = on);

create or replace view cases.stat_decision as
  select d.person_id, d.decided_on as day, d.rule, d.outcome, d.automatic
  from cases.decision d
  where d.outcome <> 'to-officer' and d.replaced_by is null and not exists (
    select from cases.registration r where r.person_id = d.person_id and r.id = d.registration_id and r.protected);

create or replace view cases.stat_report as
  select p.person_id, p.arrived_on as day, p.municipality_code, p.channel, p.timely
  from cases.report p
  where p.state <> 'draft' and not exists (
    select from cases.registration r where r.person_id = p.person_id and r.id = p.registration_id and r.protected);

create or replace view contact.stat_message as
  select m.person_id, m.sent_on as day, m.channel
  from contact.message m
  where m.state = 'sent' and not exists (
    select from people.person p where p.person_id = m.person_id and p.protection <> 'none');

create or replace view meetings.stat_meeting_day as
  select m.person_id, m.starts_on as day, f.municipality_code, f.purpose, f.channel, f.came_by, f.waited_days, f.travel_minutes, f.outcome
  from meetings.meeting m join meetings.meeting_fact f on f.meeting_id = m.id
  where not f.protected
  union all
  select null, f.month, f.municipality_code, f.purpose, f.channel, f.came_by, f.waited_days, f.travel_minutes, f.outcome
  from meetings.meeting_fact f
  where not f.protected and f.meeting_id is null;
