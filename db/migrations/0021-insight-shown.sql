-- insight: counts of persons as they are shown, month by month (docs/decisions/0017-disclosure.md). A table is kept safe once, by whoever
-- counts, when its month has been counted to its end; from then on it is only read, and stays as it is until someone counts the month again.
create table insight.shown (
  series    smallint not null references insight.series,
  -- As in insight.cell: '' for everyone and by part, else by which group of persons.
  split     text collate "C" not null check (split in ('', 'age', 'language', 'need')),
  month     date not null check (extract(day from month) = 1),
  level     text collate "C" not null check (level in ('country', 'county', 'type', 'municipality')),
  -- {area: {"group|part": count}}, all and part or group left empty for all of them: only what may be shown, as it may be shown. json and
  -- not jsonb: it is read whole.
  figures   json not null,
  -- Some of the records of the month are made up.
  generated boolean not null,
  -- Nothing that was committed later is in it.
  made_at   timestamptz not null,
  primary key (series, split, month, level)
);
