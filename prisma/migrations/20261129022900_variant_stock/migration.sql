-- Whether a variant can be bought with nothing in stock. Null: not known, as before the first reading that says it;
-- "tracked" is said by bulk files alone.
alter table variant add column policy text;
alter table variant add constraint variant_policy check (policy in ('deny', 'continue'));
alter table variant add column tracked boolean;
