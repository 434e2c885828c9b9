-- The parcels of an order: what is in each, when it left and arrived, and whether it was called off. Null for orders of
-- which no parcel was heard since; those are taken as they were before, as one parcel with everything.
alter table purchase add column parcels json;
