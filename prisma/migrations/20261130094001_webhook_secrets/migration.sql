-- What a shop's webhooks are signed with (Standard Webhooks). Shown once, and sealed here.
create table webhook_secret (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  secret bytea not null,
  -- The last characters, by which staff know it.
  hint text not null,
  created_by text not null,
  created_at timestamptz not null,
  -- After a new one was made: until then it signs as well.
  ends_at timestamptz,
  primary key (shop_id, id)
);
select protect_tenant('webhook_secret');
