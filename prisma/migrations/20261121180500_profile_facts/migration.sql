-- What segments ask about a person, narrow enough to count a question over everybody while somebody waits: a
-- profile's own document is ten times as large. Written beside the profile; people from before have a row once
-- they were assessed again. No index beside the key, so that a change stays within its page.
create table profile_fact (
  shop_id uuid not null,
  profile_id uuid not null,
  orders int not null,
  cancelled_orders int not null,
  units int not null,
  customer_orders int,
  cart_quantity int,
  -- Money in the smallest unit; null when it came in several currencies.
  spent bigint,
  customer_spent bigint,
  cart_value bigint,
  average_order double precision,
  discount_share double precision,
  refund_rate double precision,
  -- By the scoring model in use when the row was written.
  fit double precision not null,
  order_currency text,
  customer_currency text,
  cart_currency text,
  -- Texts are folded: in lower case, each letter written in one way.
  email text,
  email_domain text,
  phone text,
  customer text,
  email_consent text,
  sms_consent text,
  country text,
  region text,
  locale text,
  company text,
  first_source text,
  first_medium text,
  first_campaign text,
  first_landing text,
  first_referrer text,
  last_source text,
  last_medium text,
  last_campaign text,
  last_landing text,
  last_referrer text,
  -- Moments are epoch milliseconds, as profiles have them.
  first_seen bigint not null,
  last_seen bigint,
  first_order bigint,
  last_order bigint,
  last_cart bigint,
  last_checkout bigint,
  last_shipped bigint,
  last_delivered bigint,
  tags text[] not null default '{}',
  companies text[] not null default '{}',
  -- What was spent in each currency.
  spent_in text[] not null default '{}',
  spent_by bigint[] not null default '{}',
  -- The moments of all signals as ascending keys (a number for the signal, times 2^44, and the moment), and how
  -- much happened up to each: the count of a window is the difference of two places found by halving.
  signal_at double precision[] not null default '{}',
  signal_sum int[] not null default '{}',
  -- The newest sign of interest in a product: when, and how strong (0 viewed, 1 carted, 2 bought).
  interest_product text[] not null default '{}',
  interest_at double precision[] not null default '{}',
  interest_how smallint[] not null default '{}',
  primary key (shop_id, profile_id),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
) with (fillfactor = 85);
select protect_tenant('profile_fact');
