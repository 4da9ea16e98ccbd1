-- insight: days and minutes of persons are kept beside the counts they are of. A page that had thousands of lists of amounts read for one
-- table waited for little else.
alter table insight.shown
  -- {area: {"group|part": [p50, p90, p95, max]}}, null in the list where one is not shown; null: of months stored before, and of metrics that
  -- have no amounts.
  add column percentiles json;
