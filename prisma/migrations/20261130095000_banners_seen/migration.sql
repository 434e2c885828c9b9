-- How many banners a person saw lately decides whether another is shown; those that were closed count as well.
-- Migrations run before the processes start (docs/guide/connect-a-store.md).
-- squawk-ignore require-concurrent-index-creation
create index banner_seen on banner (shop_id, profile_id, seen_at) where seen_at is not null;
