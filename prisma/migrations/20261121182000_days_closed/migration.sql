-- The last day (UTC) whose sizes of segments were counted.
alter table shop add column days_closed date;
create index shop_days_closed on shop (days_closed) where uninstalled_at is null;
