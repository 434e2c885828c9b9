-- What was handed over: a mail whose answer was lost is noted with it once somebody says that it arrived. Null for
-- mails attempted before, and for effects that are no mail.
alter table effect add column address text, add column subject text;
