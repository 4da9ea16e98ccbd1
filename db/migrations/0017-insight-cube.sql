-- insight: the cube. Counts by calendar month, made from the events and spells that modules publish, so that a page never counts
-- millions of rows. All of it can be made again (cube/rebuild.ts); what it holds is raw and is shown only through disclosure control.

-- A metric in one version, by number: it stands in every cell.
create table insight.series (
  id      smallint primary key generated always as identity,
  metric  text not null,
  version integer not null check (version > 0),
  unique (metric, version)
);

-- Cells lie on one of two sides: one is read, the other is filled by the next rebuild. One row; none before the first rebuild.
create table insight.cube (
  only_one    boolean primary key default true check (only_one),
  side        smallint not null check (side in (0, 1)),
  -- Everything before this day is counted in the cells; later days in day_cell.
  until       date not null,
  -- The last day that has been counted.
  through     date not null check (through >= until - 1),
  first_month date not null check (extract(day from first_month) = 1),
  -- Nothing that was committed later is in the cells.
  made_at     timestamptz not null,
  series      smallint[] not null
);

create table insight.cell (
  side    smallint not null,
  series  smallint not null,
  -- By which group of persons: '' for everyone, 'age', 'language' or 'need'. A person with two needs is in two classes.
  split   text collate "C" not null check (split in ('', 'age', 'language', 'need')),
  -- '00' the country, two digits a county, four a municipality, '' a municipality that is not known.
  area    text collate "C" not null,
  month   date not null,
  -- The group; '' for everyone.
  class   text collate "C" not null,
  part    text collate "C" not null,
  -- Events of the month, or who was there at its end.
  n       bigint not null,
  -- Where each event has an amount (days, minutes): the different ones, and how often each came.
  amounts integer[],
  times   integer[],
  check (cardinality(amounts) = cardinality(times)),
  primary key (side, series, split, month, area, class, part)
) partition by list (side);
create table insight.cell_0 partition of insight.cell for values in (0);
create table insight.cell_1 partition of insight.cell for values in (1);

-- What a later day added, by municipality; for a stock who came less who left.
create table insight.day_cell (
  series  smallint not null,
  split   text collate "C" not null,
  area    text collate "C" not null,
  day     date not null,
  class   text collate "C" not null,
  part    text collate "C" not null,
  n       bigint not null,
  amounts integer[],
  times   integer[],
  check (cardinality(amounts) = cardinality(times)),
  primary key (series, split, day, area, class, part)
);
create index day_cell_day on insight.day_cell (day);
