-- meetings: every account that an officer signs in with, or has. Who was to hold a meeting is known also when their account has been
-- changed or taken away since: that someone did not come is said by another than them (JO 5700-2015).

create table meetings.officer_account (
  officer_id uuid not null references meetings.officer on delete cascade,
  account_id uuid not null,
  primary key (officer_id, account_id)
);

-- Whatever program writes an officer's account, it is kept.
create function meetings.keep_officer_account() returns trigger language plpgsql as $$
begin
  insert into meetings.officer_account (officer_id, account_id) values (new.id, new.account_id) on conflict do nothing;
  return null;
end $$;

create trigger officer_account_kept after insert or update of account_id on meetings.officer
  for each row when (new.account_id is not null) execute function meetings.keep_officer_account();

insert into meetings.officer_account (officer_id, account_id)
select id, account_id from meetings.officer where account_id is not null;
