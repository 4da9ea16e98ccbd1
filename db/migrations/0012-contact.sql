-- Which ways have refused a message for good (a mail server's 5xx, an SMS gateway's 4xx), with the code that each gave: it is then tried
-- by the next way, and never by these.
alter table contact.message add column refused jsonb not null default '{}';
