-- Every host that a shop's pages are on: other markets have domains of their own, where their checkouts go on.
-- Empty until Shopify is asked, at the next comparison or installation.
alter table shop add column hosts text[] not null default '{}';
