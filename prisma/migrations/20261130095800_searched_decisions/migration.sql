-- Decisions are searched by journey, by message and by reason, newest first, and say what their rule read, so that it can be
-- asked again (docs/decisions/0068).
alter table decision
  add column input json,
  add column journey_key text,
  add column message_key text;

-- Of the decisions so far; what their rules read is not known any more.
do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update decision
       set journey_key = (select run.journey_key from journey_run run
              where run.shop_id = one and run.id = decision.run_id),
           message_key = facts ->> 'template'
     where shop_id = one;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;

-- Migrations run before the processes start. A process that runs all the same waits with its decisions, some seconds for a
-- million of them.
-- squawk-ignore require-concurrent-index-creation
create index decision_time on decision (shop_id, at desc, id desc);
-- squawk-ignore require-concurrent-index-creation
create index decision_reason on decision (shop_id, reason, at desc, id desc);
-- squawk-ignore require-concurrent-index-creation
create index decision_journey on decision (shop_id, journey_key, at desc, id desc) where journey_key is not null;
-- squawk-ignore require-concurrent-index-creation
create index decision_message on decision (shop_id, message_key, at desc, id desc) where message_key is not null;
