-- What pages show of companies, consents, the catalogue, tags and deliveries counts its changes as well.
select note_changes_of(t::regclass) from unnest(array[
  'account', 'account_contact', 'account_domain', 'address_consent', 'collection', 'collection_product', 'consent',
  'customer_tag', 'topic_count', 'variant']) as t;

-- Counts that a statement touched the inbox of the transaction's shop. Without the rows that it changed: to hold them
-- once more for the trigger would copy every body that is received.
create function note_change_of_shop() returns trigger
  language plpgsql
  as $$
begin
  insert into roll_up_change (shop_id, figure, hour, key, detail, count)
  select id, 'changes', 'epoch', tg_argv[0], '', 1 from shop where id = current_shop();
  return null;
end
$$;
create trigger note_inserted after insert on inbox for each statement execute function note_change_of_shop('inbox');
create trigger note_updated after update on inbox for each statement execute function note_change_of_shop('inbox');
create trigger note_deleted after delete on inbox for each statement execute function note_change_of_shop('inbox');
