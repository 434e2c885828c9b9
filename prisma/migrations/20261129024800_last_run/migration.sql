-- A cart begins a new run of its person only after the last one ended, which is looked up by person and journey.
create index journey_run_last on journey_run (shop_id, profile_id, journey_key, ended_at desc);
