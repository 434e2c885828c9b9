-- Erasures look for mails of others that went to a person's address.
create index effect_address on effect (shop_id, address) where address is not null;
