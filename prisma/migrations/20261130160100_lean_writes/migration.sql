-- New people are put into the search once a statement, not one by one.
create function index_new_people() returns trigger
  language plpgsql
  as $$
begin
  insert into profile_search (shop_id, profile_id, token)
  select added.shop_id, added.id, tokens.token from added,
    lateral (select search_tokens(added.name) as token union select search_tokens(added.email)) as tokens
   where added.name is not null or added.email is not null;
  return null;
end
$$;

drop trigger index_new_person on profile;
create trigger index_new_people after insert on profile referencing new table as added
  for each statement execute function index_new_people();

-- The words of a person are found by the person alone to be replaced, so that index need not hold them a second time;
-- those by which people are found are the key.
drop index profile_search_token;
alter table profile_search drop constraint profile_search_pkey;
-- Migrations run before the processes start (docs/guide/connect-a-store.md).
-- squawk-ignore adding-serial-primary-key-field, constraint-missing-not-valid
alter table profile_search add primary key (shop_id, token, profile_id);
-- squawk-ignore require-concurrent-index-creation
create index profile_search_profile on profile_search (shop_id, profile_id);

-- What was ordered or is empty is never the newest open cart of its token, so its coming or going changes nothing: each
-- order that is imported brings two.
create or replace function keep_open_carts_changed() returns trigger
  language plpgsql
  as $$
begin
  perform keep_open_carts(shop_id, array_agg(open_as)) from changed
    where order_id is null and quantity > 0 and updated_at is not null
      and exists (select from shop where shop.id = changed.shop_id) group by shop_id;
  return null;
end
$$;
