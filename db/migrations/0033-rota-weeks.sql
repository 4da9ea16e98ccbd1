-- planning: weeks of a rota in which someone is absent are planned by themselves, and each step has its own days.

alter table planning.rota add column weeks jsonb not null default '[]';

alter table planning.rota_step
  add column valid_from date,
  add column valid_to   date check (valid_to >= valid_from);
-- Until now a step held for the rota's whole period.
update planning.rota_step s set valid_from = r.valid_from, valid_to = r.valid_to from planning.rota r where r.id = s.rota_id;
alter table planning.rota_step alter column valid_from set not null;
