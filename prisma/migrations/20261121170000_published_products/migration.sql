-- A product that is active may still be missing from the online store; its page is then not found.
-- True where it was told before this was kept.
alter table product add column published boolean not null default true;
