-- What sales does about people: where each lead stands, and what is to be done.
create table lead (
  shop_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  -- The profile that it was begun for, which takes it along when people are split again.
  origin_id uuid not null,
  stage text not null
    check (stage in ('new', 'contacted', 'qualified', 'nurturing', 'opportunity', 'won', 'lost')),
  -- Shopify's id of the member of staff; null while it is of none.
  owner_id text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- A member of staff, or system.
  changed_by text not null,
  primary key (shop_id, id),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred
);
-- Of people who were merged several are there: the one that changed last counts.
create index lead_profile on lead (shop_id, profile_id, changed_at desc);
select protect_tenant('lead');
select note_changes_of('lead');

create table sales_task (
  shop_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  -- The profile that it was made about, which takes it along when people are split again.
  origin_id uuid not null,
  title text not null,
  note text,
  -- Shopify's id of the member of staff; null for one that any of them may take.
  owner_id text,
  due_at timestamptz,
  state text not null check (state in ('open', 'done', 'dropped')),
  created_at timestamptz not null,
  -- A member of staff, or system for a journey.
  created_by text not null,
  run_id uuid,
  journey_key text,
  closed_at timestamptz,
  closed_by text,
  primary key (shop_id, id),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred
);
create index sales_task_open on sales_task (shop_id, due_at, id) where state = 'open';
create index sales_task_closed on sales_task (shop_id, closed_at desc, id) where state <> 'open';
create index sales_task_profile on sales_task (shop_id, profile_id);
select protect_tenant('sales_task');
select note_changes_of('sales_task');
