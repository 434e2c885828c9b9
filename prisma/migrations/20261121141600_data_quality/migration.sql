-- Deliveries are counted by the hour they came in, so that a topic that goes silent is seen within hours. Days
-- counted before stay as their first hour. Rows are kept for ten weeks; the hourly comparison with Shopify
-- drops older ones.
alter table topic_count add column hour timestamptz;
update topic_count set hour = day;
alter table topic_count
  alter column hour set not null,
  drop constraint topic_count_pkey,
  drop column day,
  add primary key (shop_id, topic, hour),
  -- In how many of the processed deliveries each field was told, in the order of app/events/told-fields.ts.
  add column told bigint[] not null default '{}';

-- A sample may be personal data: it goes after 30 days, and at once when somebody asks to be erased.
alter table odd_value alter column sample drop not null;
