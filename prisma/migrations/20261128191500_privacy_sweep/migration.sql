-- When privacy requests that still wait are looked after again, whatever became of their job; null while none waits.
-- Shops that are there now are looked at once.
alter table shop add column privacy_due_at timestamptz default now();
create index shop_privacy_due on shop (privacy_due_at);
