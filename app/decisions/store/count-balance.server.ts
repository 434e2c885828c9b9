import type { BalanceRow } from '#app/decisions/shop-balance.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Counts all mails, banners and runs of a shop by where they are. It reads them all: for checks, not for pages, which have
 * their figures from roll-ups.
 */
export async function countBalance(client: ShopClient, shopId: string): Promise<BalanceRow[]> {
  const { rows } = await client.query<BalanceRow>(
    `with explained_effect as (
       select distinct effect_key as key, case outcome when 'sent' then 'done' else outcome end as state
         from decision where shop_id = $1 and effect_key is not null),
     explained_run as (
       select distinct run_id as id from decision
        where shop_id = $1 and run_id is not null and outcome in ('ended', 'not_entered', 'run_failed')),
     message_state as (
       select effect.kind, effect.state, effect.reason,
              effect.state = 'done' and profile_id is not null and case effect.kind
                when 'email' then not exists (select from message
                  where message.shop_id = $1 and message.effect_key = effect.key)
                else not exists (select from banner
                  where banner.shop_id = $1 and banner.effect_key = effect.key) end as is_unrecorded,
              profile_id is not null and (effect.kind = 'email' or run_id is not null)
                and effect.state in ('done', 'skipped', 'failed', 'in_doubt')
                and explained_effect.key is null as is_unexplained
         from effect left join explained_effect using (key, state)
        where effect.shop_id = $1 and effect.kind in ('email', 'banner')),
     run_state as (
       select 'run' as kind, state, end_reason as reason, state = 'active' and wake_at is null and held is null as is_unrecorded,
              state in ('completed', 'exited', 'failed') and explained_run.id is null as is_unexplained
         from journey_run run left join explained_run using (id) where shop_id = $1)
     select kind, state, reason, count(*) as count, count(*) filter (where is_unrecorded) as unrecorded,
            count(*) filter (where is_unexplained) as unexplained
       from (select * from message_state union all select * from run_state) as counted
      group by kind, state, reason order by kind, state, reason`,
    [shopId],
  );
  return rows;
}
