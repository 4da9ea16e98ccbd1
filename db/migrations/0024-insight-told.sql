-- insight: how a group in a place is served beside the same group in the rest of the country (docs/decisions/0017-disclosure.md). Worked out once
-- for each month from exact counts, and stored as no more than a verdict and a coarse share; goes with the counts that it was made safe for.
create table insight.told (
  series   smallint not null,
  split    text collate "C" not null check (split in ('age', 'language', 'need')),
  month    date not null,
  level    text collate "C" not null check (level in ('county', 'municipality')),
  -- What is compared (equal-service/subjects.ts).
  subject  text collate "C" not null,
  -- {area: {group: [verdict, tenth]}}: more, less or alike; the tenth that the share lies in (3: from 30 to under 40 per cent), null: not told.
  -- What is too small to tell is left out.
  verdicts json not null,
  primary key (series, split, month, level, subject),
  foreign key (series, split, month, level) references insight.shown on delete cascade
);
