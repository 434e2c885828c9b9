-- How late effects are carried out is read of the newest of each kind.
-- Migrations run before the processes start (docs/guide/connect-a-store.md). A process that runs all the same waits with
-- its writes of effects, about a second for a million of them.
-- squawk-ignore require-concurrent-index-creation
create index effect_done on effect (shop_id, kind, settled_at desc) include (due_at) where state = 'done';
