import type { ShopClient } from '#app/platform/db.server.ts';
import type { UsualBuying } from '#app/segments/ready/trader-tier.ts';

/** What customers of a shop usually take; anonymous orders say nothing of a customer's habit. */
export async function usualBuying(client: ShopClient, shopId: string): Promise<UsualBuying> {
  const { rows } = await client.query<UsualBuying>(
    `select count(*) as customers,
            coalesce(percentile_cont(0.5) within group (order by pieces_per_order), 0) as pieces,
            coalesce(percentile_cont(0.5) within group (order by pieces_per_line), 0) as "ofArticle"
       from profile_fact
      where shop_id = $1 and pieces_per_order > 0 and pieces_per_line > 0
        and (customer is not null or email is not null or phone is not null)`,
    [shopId],
  );
  return rows[0] ?? { customers: 0, pieces: 0, ofArticle: 0 };
}
