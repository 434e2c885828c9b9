import type { BalanceRow } from '#app/decisions/shop-balance.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Counts all mails, banners and runs of a shop by where they are. It reads them all: for checks, not for pages, which have
 * their figures from roll-ups.
 */
export async function countBalance(client: ShopClient, shopId: string): Promise<BalanceRow[]> {
  const { rows } = await client.query<BalanceRow>(
    `with explained as materialized (
       select distinct effect_key, run_id, outcome from decision where shop_id = $1),
     message_state as (
       select effect.kind, effect.state, effect.reason,
              effect.state = 'done' and profile_id is not null and case effect.kind
                when 'email' then not exists (select from message
                  where message.shop_id = $1 and message.effect_key = effect.key)
                else not exists (select from banner
                  where banner.shop_id = $1 and banner.effect_key = effect.key) end as is_unrecorded,
              profile_id is not null and (effect.kind = 'email' or run_id is not null)
                and effect.state in ('done', 'skipped', 'failed', 'in_doubt')
                and not exists (select from explained where explained.effect_key = effect.key
                  and explained.outcome in (effect.state, case effect.state when 'done' then 'sent' end))
                as is_unexplained
         from effect where effect.shop_id = $1 and effect.kind in ('email', 'banner')),
     run_state as (
       select 'run' as kind, state, end_reason as reason, state = 'active' and wake_at is null and held is null as is_unrecorded,
              state in ('completed', 'exited', 'failed') and not exists (
                select from explained where explained.run_id = run.id
                  and explained.outcome in ('ended', 'not_entered', 'run_failed')) as is_unexplained
         from journey_run run where shop_id = $1)
     select kind, state, reason, count(*) as count, count(*) filter (where is_unrecorded) as unrecorded,
            count(*) filter (where is_unexplained) as unexplained
       from (select * from message_state union all select * from run_state) as counted
      group by kind, state, reason order by kind, state, reason`,
    [shopId],
  );
  return rows;
}
