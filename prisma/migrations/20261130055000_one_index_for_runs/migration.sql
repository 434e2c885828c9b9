-- journey_run_last begins with the same columns.
drop index journey_run_profile;
