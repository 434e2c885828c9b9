-- People belong to a company by the domain of their e-mail address.

-- The domains of a company: its own, and those of its contacts in Shopify. No domain of a free mail service.
create table account_domain (
  shop_id uuid not null references shop (id) on delete cascade,
  domain text not null,
  company_gid text not null,
  primary key (shop_id, domain, company_gid)
);
create index account_domain_company on account_domain (shop_id, company_gid);
select protect_tenant('account_domain');

alter table account_contact
  add column source text not null default 'shopify',
  -- Who it is, where the e-mail address says so; Shopify names customers instead.
  add column profile_id uuid,
  alter column customer_id drop not null,
  add constraint account_contact_source check (
    (source = 'shopify' and customer_id is not null) or (source = 'email domain' and profile_id is not null)),
  add foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred;
create index account_contact_profile on account_contact (shop_id, profile_id) where profile_id is not null;
