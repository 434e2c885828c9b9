-- Since when no variant of a product can be bought; null while one can, and of a product that was sold out before this was
-- noted until it is received again.
alter table product add column sold_out_at timestamptz;
-- The variant whose price went down.
alter table product_change add column variant_id text;
