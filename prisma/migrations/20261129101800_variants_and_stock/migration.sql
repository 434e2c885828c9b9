-- Which variants a product has where the newest reading names more than it holds, so that an older one brings none back.
alter table product add column variant_ids text[] not null default '{}';
-- When the stock of a variant was so, as the newest webhook says: what is delivered late does not undo what is newer.
alter table variant add column stock_at timestamptz;
