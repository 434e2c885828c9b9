-- Whom the id of a person who was merged into another leads to.
-- squawk-ignore require-concurrent-index-creation
create index profile_join_from on profile_join (shop_id, from_id);
