-- The grade and band of a person as their page shows them. A band reached is held for a while, which only the
-- engine works out; it writes them anew at every change. Null until a person from before is assessed again.
alter table profile_fact add column grade text, add column band text;
