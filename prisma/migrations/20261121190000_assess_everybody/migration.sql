-- People known before groups by recency and money, and before the rows that questions are counted over, have
-- neither. Everybody is assessed once, shop by shop, in the background.
do $$
declare
  one uuid;
begin
  for one in select id from shop where uninstalled_at is null loop
    perform set_config('app.shop', one::text, true);
    -- By no model and no question as yet, so that everything counts as changed.
    insert into assessment (shop_id, policy_version, built)
      values (one, nextval('policy_version'), '{"model": "", "questions": {}}')
      on conflict (shop_id) do update set policy_version = excluded.policy_version, built = excluded.built,
        reached = null, people_done = 0, people_total = null, started_at = null, finished_at = null;
    update shop set policy_version = assessment.policy_version from assessment
      where shop.id = one and assessment.shop_id = one;
    perform enqueue_job('assess', json_build_object('shopId', one), 'assess:' || one, 'assess:' || one, now(), 25);
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
