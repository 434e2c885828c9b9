-- After how many days people buy a product again: the middle and the middle half of its buyers.
create table product_rhythm (
  shop_id uuid not null references shop (id) on delete cascade,
  product_id text not null,
  people int not null,
  low_days real not null,
  median_days real not null,
  high_days real not null,
  primary key (shop_id, product_id)
);
select protect_tenant('product_rhythm');
