-- The first shape of the database.
--
-- Rules that every later migration keeps:
--   * a tenant table's primary key, unique constraints and foreign keys start with shop_id, so that the
--     tables can be distributed by shop_id without a rewrite;
--   * a tenant table has row-level security enabled AND forced, with the policy made by protect_tenant();
--   * ids come from the application, never from a sequence that spans shops.

-- The role that serves requests and jobs. It owns nothing and cannot bypass row-level security.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tendril_app') then
    create role tendril_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  execute format('grant tendril_app to %I', current_user);
end
$$;
grant usage on schema public to tendril_app;

-- The shop that the current transaction may touch; null (no row matches) when none was set.
create function current_shop() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.shop', true), '')::uuid $$;

create function protect_tenant(target regclass) returns void
  language plpgsql
  as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy one_shop on %s using (shop_id = current_shop()) with check (shop_id = current_shop())',
    target);
  execute format('grant select, insert, update, delete on %s to tendril_app', target);
end
$$;

-- Enqueues a background job in the caller's transaction. It runs with its owner's rights because the
-- queue's tables belong to the migrating role and the application role must not touch them otherwise.
create function enqueue_job(
  task text, payload json, job_key text default null, queue text default null,
  run_at timestamptz default null, max_attempts int default null
) returns void
  language sql security definer set search_path = pg_catalog, public
  as $$
    select graphile_worker.add_job(
      identifier => task, payload => payload, queue_name => queue, run_at => run_at,
      max_attempts => max_attempts, job_key => job_key, job_key_mode => 'replace')
  $$;
revoke all on function enqueue_job(text, json, text, text, timestamptz, int) from public;
grant execute on function enqueue_job(text, json, text, text, timestamptz, int) to tendril_app;

-- ---------------------------------------------------------------- the installation, not tenant data

create table shop (
  id uuid primary key,
  domain text not null unique,
  name text not null,
  email text,
  currency text not null,
  time_zone text not null,
  country text,
  storefront_url text not null,
  installed_at timestamptz not null,
  uninstalled_at timestamptz,
  -- The next moment at which anything of this shop changes by time alone.
  next_due_at timestamptz
);
create index shop_due on shop (next_due_at) where next_due_at is not null;

-- Shopify's session, in the shape its Prisma storage demands; tokens are encrypted by the application.
create table "Session" (
  "id" text primary key,
  "shop" text not null,
  "state" text not null,
  "isOnline" boolean not null default false,
  "scope" text,
  "expires" timestamp(3),
  "accessToken" text not null,
  "userId" bigint,
  "firstName" text,
  "lastName" text,
  "email" text,
  "accountOwner" boolean not null default false,
  "locale" text,
  "collaborator" boolean default false,
  "emailVerified" boolean default false,
  "refreshToken" text,
  "refreshTokenExpires" timestamp(3)
);
create index session_shop on "Session" ("shop");

-- One live process. The fence grows with every process that starts; released_at is set by whoever finds
-- the process silent, and from then on its writes are refused.
create table heartbeat (
  id uuid primary key,
  fence bigint generated always as identity unique,
  kind text not null,
  queue_workers text[] not null default '{}',
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now(),
  released_at timestamptz
);

-- Deliveries for shops that are not installed: counted, never stored.
create table dropped_delivery (
  domain text not null,
  day date not null,
  count bigint not null,
  primary key (domain, day)
);
grant select, insert, update, delete on shop, "Session", heartbeat, dropped_delivery to tendril_app;

-- ---------------------------------------------------------------- settings and counters

create table setting (
  shop_id uuid not null references shop (id) on delete cascade,
  version int not null,
  value jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (shop_id, version)
);

create table topic_count (
  shop_id uuid not null references shop (id) on delete cascade,
  topic text not null,
  day date not null,
  processed bigint not null default 0,
  unknown bigint not null default 0,
  quarantined bigint not null default 0,
  repeated bigint not null default 0,
  primary key (shop_id, topic, day)
);

-- ---------------------------------------------------------------- intake

-- A delivery not yet processed. Not partitioned: it is drained at once, and the key must be unique.
create table inbox (
  shop_id uuid not null references shop (id) on delete cascade,
  delivery_key text not null,
  topic text not null,
  received_at timestamptz not null,
  triggered_at timestamptz,
  body bytea not null,
  primary key (shop_id, delivery_key)
);
create index inbox_order on inbox (shop_id, received_at, delivery_key);
-- Payloads live for seconds; compressing them would cost more than it saves.
alter table inbox alter column body set storage external;

create table delivery_seen (
  shop_id uuid not null,
  delivery_key text not null,
  seen_on date not null,
  primary key (shop_id, delivery_key, seen_on)
) partition by range (seen_on);
create table delivery_seen_other partition of delivery_seen default;

create table quarantine (
  shop_id uuid not null references shop (id) on delete cascade,
  delivery_key text not null,
  topic text not null,
  reason text not null,
  body bytea not null,
  received_at timestamptz not null,
  triggered_at timestamptz,
  replayed_at timestamptz,
  primary key (shop_id, delivery_key)
);
create index quarantine_order on quarantine (shop_id, received_at desc);

create table compliance_duty (
  shop_id uuid not null references shop (id) on delete cascade,
  delivery_key text not null,
  topic text not null,
  request jsonb not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  done_at timestamptz,
  primary key (shop_id, delivery_key)
);

-- ---------------------------------------------------------------- people

create table profile (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  state json not null,
  name text,
  email text,
  customer_id text,
  country text,
  intent real not null,
  fit real not null,
  score smallint not null,
  grade text not null,
  band text not null,
  stage text not null,
  orders int not null,
  spent_minor bigint not null,
  subscribed boolean not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  next_change_at timestamptz,
  primary key (shop_id, id)
);
create index profile_due on profile (shop_id, next_change_at) where next_change_at is not null;
create index profile_seen on profile (shop_id, last_seen_at desc);
create index profile_score on profile (shop_id, score desc);
create index profile_email on profile (shop_id, email text_pattern_ops);

create table identity (
  shop_id uuid not null,
  kind text not null,
  value text not null,
  profile_id uuid not null,
  linked_at timestamptz not null,
  primary key (shop_id, kind, value),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred
);
create index identity_profile on identity (shop_id, profile_id);

-- Something that happened to a profile. The id is derived from what happened, so the same thing told
-- twice is one row. No foreign key to profile: history outlives merges and is moved by the merge.
create table event (
  shop_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  profile_id uuid not null,
  kind text not null,
  topic text not null,
  props json not null,
  primary key (shop_id, id, at)
) partition by range (at);
create table event_other partition of event default;
create index event_profile on event (shop_id, profile_id, at desc);

-- The newest known state of each cart, checkout and order, by its own updated_at.
create table cart (
  shop_id uuid not null,
  kind text not null,
  token text not null,
  profile_id uuid not null,
  -- The basket as last told; null while only the order made from it was.
  snapshot json,
  updated_at timestamptz,
  quantity int not null default 0,
  total_minor bigint not null default 0,
  currency text,
  order_id text,
  primary key (shop_id, kind, token)
);
create index cart_profile on cart (shop_id, profile_id);
create index cart_open on cart (shop_id, updated_at desc) where order_id is null;

create table purchase (
  shop_id uuid not null,
  order_id text not null,
  profile_id uuid not null,
  -- The order as last told; null while only a refund of it was.
  snapshot json,
  name text,
  placed_at timestamptz,
  cancelled_at timestamptz,
  total_minor bigint not null default 0,
  refunded_minor bigint not null default 0,
  currency text,
  primary key (shop_id, order_id)
);
create index purchase_profile on purchase (shop_id, profile_id, placed_at desc);
create index purchase_placed on purchase (shop_id, placed_at desc);

create table product (
  shop_id uuid not null references shop (id) on delete cascade,
  id text not null,
  title text not null,
  handle text,
  image_url text,
  status text not null,
  updated_at timestamptz not null,
  primary key (shop_id, id)
);
create table variant (
  shop_id uuid not null,
  id text not null,
  product_id text not null,
  title text,
  sku text,
  price_minor bigint not null,
  inventory int,
  primary key (shop_id, id),
  foreign key (shop_id, product_id) references product (shop_id, id) on delete cascade
);
create index variant_product on variant (shop_id, product_id);

-- ---------------------------------------------------------------- segments

create table membership (
  shop_id uuid not null,
  segment_key text not null,
  profile_id uuid not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  primary key (shop_id, segment_key, profile_id, entered_at),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred
);
create index membership_profile on membership (shop_id, profile_id) where left_at is null;
create index membership_open on membership (shop_id, segment_key) where left_at is null;

-- ---------------------------------------------------------------- journeys and what they do

create table journey_run (
  shop_id uuid not null,
  id uuid not null,
  journey_key text not null,
  journey_version int not null,
  profile_id uuid not null,
  dedupe_key text not null,
  state text not null,
  step_id text not null,
  visit int not null default 0,
  context json not null,
  entered_at timestamptz not null,
  wake_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  primary key (shop_id, id),
  unique (shop_id, journey_key, dedupe_key),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred
);
create index journey_run_due on journey_run (shop_id, wake_at) where state = 'active';
create index journey_run_profile on journey_run (shop_id, profile_id);
create index journey_run_step on journey_run (shop_id, journey_key, state, step_id);

-- Something to do in the world. Entered = done + skipped + ready (waiting) + attempted + failed + in_doubt.
create table effect (
  shop_id uuid not null,
  key text not null,
  kind text not null,
  profile_id uuid,
  run_id uuid,
  state text not null,
  reason text,
  payload json not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  fence bigint,
  attempts int not null default 0,
  attempted_at timestamptz,
  settled_at timestamptz,
  answer text,
  primary key (shop_id, key),
  constraint effect_state check (state in ('ready', 'attempted', 'done', 'skipped', 'failed', 'in_doubt'))
);
create index effect_due on effect (shop_id, kind, due_at) where state = 'ready';
create index effect_open on effect (shop_id, fence) where state = 'attempted';
create index effect_profile on effect (shop_id, profile_id, created_at desc);
create index effect_run on effect (shop_id, run_id);
create index effect_state on effect (shop_id, kind, state);

create table decision (
  shop_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  profile_id uuid not null,
  run_id uuid,
  effect_key text,
  outcome text not null,
  reason text not null,
  rule text not null,
  facts json not null,
  primary key (shop_id, id, at)
) partition by range (at);
create table decision_other partition of decision default;
create index decision_profile on decision (shop_id, profile_id, at desc);

create table message (
  shop_id uuid not null,
  effect_key text not null,
  profile_id uuid not null,
  journey_key text,
  template text not null,
  class text not null,
  subject text not null,
  message_id text not null,
  sent_at timestamptz not null,
  clicked_at timestamptz,
  consent_id uuid,
  primary key (shop_id, effect_key),
  unique (shop_id, message_id)
);
create index message_profile on message (shop_id, profile_id, sent_at desc);

create table banner (
  shop_id uuid not null,
  id uuid not null,
  effect_key text not null,
  profile_id uuid not null,
  run_id uuid,
  content jsonb not null,
  state text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  seen_at timestamptz,
  seen_times int not null default 0,
  -- The visitor it was last shown to, who may therefore say what they did with it.
  shown_to text,
  closed_at timestamptz,
  primary key (shop_id, id),
  unique (shop_id, effect_key)
);
create index banner_open on banner (shop_id, profile_id) where state in ('waiting', 'seen');

create table suppression (
  shop_id uuid not null references shop (id) on delete cascade,
  address text not null,
  reason text not null,
  at timestamptz not null,
  primary key (shop_id, address)
);

-- Append-only: what a person agreed to or refused, with where it came from.
create table consent (
  shop_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  channel text not null,
  state text not null,
  source text not null,
  wording text,
  at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (shop_id, id)
);
create index consent_profile on consent (shop_id, profile_id, at desc);

-- ---------------------------------------------------------------- wholesale

create table application (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  state text not null,
  company text not null,
  contact_name text not null,
  email text not null,
  phone text,
  country text not null,
  tax_id text not null,
  website text,
  channels text[] not null,
  volume text not null,
  message text not null,
  consent_wording text not null,
  profile_id uuid,
  checklist jsonb not null default '{}',
  submitted_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  decline_reason text,
  decline_note text,
  company_gid text,
  revision int not null default 0,
  primary key (shop_id, id),
  constraint application_state check (state in ('submitted', 'approving', 'approved', 'declined'))
);
create index application_queue on application (shop_id, state, submitted_at);
create index application_email on application (shop_id, email);

create table account (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  name text not null,
  domain text,
  company_gid text,
  application_id uuid,
  created_at timestamptz not null,
  primary key (shop_id, id),
  unique (shop_id, company_gid)
);

create table audit (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  primary key (shop_id, id)
);
create index audit_subject on audit (shop_id, subject, at desc);

select protect_tenant(t::regclass) from unnest(array[
  'setting', 'topic_count', 'inbox', 'delivery_seen', 'delivery_seen_other', 'quarantine', 'compliance_duty',
  'profile', 'identity', 'event', 'event_other', 'cart', 'purchase', 'product', 'variant', 'membership',
  'journey_run', 'effect', 'decision', 'decision_other', 'message', 'banner', 'suppression', 'consent',
  'application', 'account', 'audit'
]) as t;

-- Makes the partitions around a day (delivery_seen by day, event and decision by month) and drops the
-- delivery keys older than a week. Runs with its owner's rights because only the owner may create tables.
create function maintain_partitions(today date) returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  day date;
  month date;
  parent text;
  child text;
  old regclass;
begin
  for day in select generate_series(today, today + 7, interval '1 day')::date loop
    child := 'delivery_seen_' || to_char(day, 'YYYYMMDD');
    if to_regclass(child) is null then
      execute format('create table %I partition of delivery_seen for values from (%L) to (%L)',
        child, day, day + 1);
      perform protect_tenant(child::regclass);
    end if;
  end loop;
  foreach parent in array array['event', 'decision'] loop
    for month in select generate_series(date_trunc('month', today), date_trunc('month', today) + interval '2 months', interval '1 month')::date loop
      child := parent || '_' || to_char(month, 'YYYYMM');
      if to_regclass(child) is null then
        begin
          execute format('create table %I partition of %I for values from (%L) to (%L)',
            child, parent, month, (month + interval '1 month')::date);
          perform protect_tenant(child::regclass);
        exception when check_violation then
          -- The default partition already holds rows of that month; they stay readable there.
          null;
        end;
      end if;
    end loop;
  end loop;
  for old in
    select inhrelid::regclass from pg_inherits
    where inhparent = 'delivery_seen'::regclass
      and inhrelid::regclass::text ~ '^delivery_seen_[0-9]{8}$'
      and to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') < today - 8
  loop
    execute format('drop table %s', old);
  end loop;
end
$$;
revoke all on function maintain_partitions(date) from public;
grant execute on function maintain_partitions(date) to tendril_app;
