-- insight: in a trial the cube holds figures that are made up, so that there is something to look at (cube/fill-generated.ts). They are in no
-- table of persons. What is shown of them says that it is made up; the night's count leaves them as they are.
alter table insight.cube add column generated boolean not null default false;
