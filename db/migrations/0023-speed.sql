-- Statistics of everything are made in a minute (docs/benchmarks.md): those few whose identity is protected are looked for and left out, where
-- everybody else’s registration was looked up before. A person’s records are erased together, so that none is without its registration.

create index registration_protected on cases.registration (person_id, id) where protected;

create or replace view cases.stat_decision as
  select d.person_id, (d.decided_at at time zone 'Europe/Stockholm')::date as day, d.rule, d.outcome, d.automatic
  from cases.decision d
  where d.outcome <> 'to-officer' and d.replaced_by is null and not exists (
    select from cases.registration r where r.person_id = d.person_id and r.id = d.registration_id and r.protected);

create or replace view cases.stat_report as
  select p.person_id, (p.arrived_at at time zone 'Europe/Stockholm')::date as day, p.municipality_code, p.channel, p.timely
  from cases.report p
  where p.state <> 'draft' and not exists (
    select from cases.registration r where r.person_id = p.person_id and r.id = p.registration_id and r.protected);

create or replace view contact.stat_message as
  select m.person_id, (m.sent_at at time zone 'Europe/Stockholm')::date as day, m.channel
  from contact.message m
  where m.state = 'sent' and not exists (
    select from people.person p where p.person_id = m.person_id and p.protection <> 'none');
