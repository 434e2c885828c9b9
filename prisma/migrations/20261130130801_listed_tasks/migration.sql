-- Sales tasks that are closed are deleted after a while, as the shop says.
alter table shop
  add column keep_tasks_days int not null default 730 check (keep_tasks_days between 90 and 3650);

-- The lists: of one member of staff and of all by the day they are due, which the one of old was not in the order of.
-- Migrations run before the processes start (docs/guide/connect-a-store.md). A process that runs all the same waits with
-- its writes of tasks until the indexes are there.
drop index sales_task_open;
-- squawk-ignore require-concurrent-index-creation
create index sales_task_open on sales_task (shop_id, due_at, created_at, id) where state = 'open';
-- squawk-ignore require-concurrent-index-creation
create index sales_task_owner on sales_task (shop_id, owner_id, due_at, created_at, id) where state = 'open';
