-- How late effects are carried out is read of the newest of each kind.
-- A pause is acceptable: no effect is written meanwhile, for about a second of a million of them.
-- squawk-ignore require-concurrent-index-creation
create index effect_done on effect (shop_id, kind, settled_at desc) include (due_at) where state = 'done';
