-- Scores, segments and predictions are the shop's own: models and questions with their history.

-- Goes up with every change of what people are scored and sorted by, so that whoever works by it knows
-- when to read it again.
alter table shop add column policy_version int not null default 1;

-- How a shop scores people; the newest version is in use. Without a row the ready model for retail is.
create table score_model (
  shop_id uuid not null references shop (id) on delete cascade,
  version int not null check (version > 0),
  model json not null,
  origin text not null check (origin in ('ready', 'edited', 'learned', 'reverted')),
  note text not null,
  made_by text not null,
  made_at timestamptz not null,
  primary key (shop_id, version)
);
select protect_tenant('score_model');

-- A segment as it is now. Those that every shop has are here once they were changed.
create table segment (
  shop_id uuid not null references shop (id) on delete cascade,
  key text not null,
  name text not null,
  purpose text not null,
  owner text,
  -- The stage of the customer's way it is compared within.
  stage text,
  version int not null check (version > 0),
  created_at timestamptz not null,
  archived_at timestamptz,
  -- Why it has no members although its question has, such as a segment it asks about that is gone.
  problem text,
  primary key (shop_id, key)
);
select protect_tenant('segment');

create table segment_version (
  shop_id uuid not null,
  key text not null,
  version int not null check (version > 0),
  name text not null,
  purpose text not null,
  predicate json not null,
  note text not null,
  made_by text not null,
  made_at timestamptz not null,
  primary key (shop_id, key, version),
  foreign key (shop_id, key) references segment (shop_id, key) on delete cascade
);
select protect_tenant('segment_version');

-- How many were in a segment at the end of a day (UTC), and how many came and went on it.
create table segment_day (
  shop_id uuid not null references shop (id) on delete cascade,
  segment_key text not null,
  day date not null,
  size int not null,
  entered int not null,
  gone int not null,
  primary key (shop_id, segment_key, day)
);
select protect_tenant('segment_day');

-- A model fitted to what the shop's people did.
create table prediction_model (
  shop_id uuid not null references shop (id) on delete cascade,
  kind text not null check (kind in ('lifetime', 'conversion')),
  version int not null check (version > 0),
  parameters json not null,
  -- On what it stands and how well it fits: sizes, likelihood, calibration.
  evidence json not null,
  in_use boolean not null,
  fitted_at timestamptz not null,
  primary key (shop_id, kind, version)
);
create unique index prediction_model_used on prediction_model (shop_id, kind) where in_use;
select protect_tenant('prediction_model');

-- What is expected of a person, by the model in use when it was reckoned.
create table prediction (
  shop_id uuid not null,
  profile_id uuid not null,
  model_version int not null,
  -- The probability that the person is still a customer, 0 to 1.
  alive real not null,
  -- Expected within 12 months, with the bounds of what 8 in 10 such people do.
  orders real not null,
  orders_low real not null,
  orders_high real not null,
  -- In the smallest unit of the currency; null when too little is known of what the person spends.
  spend_minor bigint,
  spend_low_minor bigint,
  spend_high_minor bigint,
  currency text,
  next_order_at timestamptz,
  reckoned_at timestamptz not null,
  primary key (shop_id, profile_id),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred
);
select protect_tenant('prediction');
