-- Links of a mail that were followed, for about a minute: until it is plain whether a person or a scanner did it.
create table held_click (
  shop_id uuid not null references shop (id) on delete cascade,
  effect_key text not null,
  profile_id uuid not null,
  sent_at timestamptz not null,
  first_at timestamptz not null,
  due_at timestamptz not null,
  hits jsonb not null,
  primary key (shop_id, effect_key)
);
create index held_click_due on held_click (shop_id, due_at);
create index held_click_profile on held_click (shop_id, profile_id);
select protect_tenant('held_click');
