-- An applicant may type anybody's address. Until a link that was mailed there is followed, the application stands for
-- itself alone.
alter table application
  add column verified_at timestamptz,
  add column verification_sent_at timestamptz,
  -- The customer who was signed in when it was sent, as Shopify vouched for them.
  add column customer_id text;

-- Those that were approved have been in contact with the shop.
do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update application set verified_at = decided_at
     where shop_id = one and state in ('approving', 'approved');
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
