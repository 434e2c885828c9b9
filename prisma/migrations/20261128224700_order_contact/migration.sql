-- The address that was given for an order, where mail that belongs to the order goes. Null for orders told before, and
-- where none was given: then it is the person's own. Erasures look for it.
alter table purchase add column contact text;
create index purchase_contact on purchase (shop_id, contact);
