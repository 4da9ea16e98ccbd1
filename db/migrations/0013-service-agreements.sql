-- Service agreements (law 2019:212): what a place may do for which authority, from day to day; and who staffs its desk.
-- A plain dated record of tasks; how an agreement comes about is not here.

create table network.service_agreement (
  place_id  uuid not null references network.place,
  id        uuid not null,
  -- The authority whose matters it is about.
  agency    text not null check (agency ~ '^[a-z][a-z0-9-]{1,39}$'),
  valid     daterange not null check (not isempty(valid) and not lower_inf(valid)),
  -- Where the agreement is found, e.g. its registration number.
  reference text not null check (length(trim(reference)) > 0),
  -- Whether what is handed in there has reached the authority that day (FvL 2017:900 §22); null: the agreement does not say.
  arrival_counts boolean,
  noted_at  timestamptz not null,
  noted_by  text not null,
  primary key (place_id, id),
  exclude using gist (place_id with =, agency with =, valid with &&)
);

-- Its tasks. Those that need personal data and those that exercise public authority are listed by themselves (2019:212).
create table network.agreement_task (
  place_id     uuid not null,
  agreement_id uuid not null,
  task         text not null check (task ~ '^[a-z][a-z0-9-]{1,39}$'),
  category     text not null check (category in ('general', 'personal-data', 'public-authority')),
  -- The agreement's own words: what a refusal and the desk show.
  words        text not null check (length(trim(words)) > 0),
  -- Which access to personal data the task needs; null for a general task.
  access       text,
  primary key (place_id, agreement_id, task),
  foreign key (place_id, agreement_id) references network.service_agreement,
  check ((category = 'general') = (access is null))
);

-- Who staffs a place's desk, and as what. Whoever signs in for an organisation of their own sees this place and no other.
create table network.place_staff (
  place_id   uuid not null references network.place,
  id         uuid not null,
  account_id text not null,
  position   text not null check (position in ('host', 'counter', 'manager')),
  valid      daterange not null check (not isempty(valid) and not lower_inf(valid)),
  noted_at   timestamptz not null,
  noted_by   text not null,
  primary key (place_id, id),
  exclude using gist (place_id with =, account_id with =, valid with &&)
);
create index place_staff_account on network.place_staff (account_id);

-- Whether an organisation helps jobseekers: only those who do are told of where a mandate is given. Whoever only staffs a desk does not.
alter table people.organisation add column helps boolean not null default true;
