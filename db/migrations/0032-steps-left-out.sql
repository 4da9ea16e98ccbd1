-- planning: a step of a decision that the register refuses for good is left out by someone, with the reason on record.

alter table planning.decision_step
  add column left_out_at timestamptz,
  add column left_out_by text,
  add column left_out_reason text check (left_out_reason <> ''),
  add check ((left_out_at is null) = (left_out_by is null) and (left_out_at is null) = (left_out_reason is null));
