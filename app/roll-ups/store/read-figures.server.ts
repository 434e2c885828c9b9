import type { ShopClient } from '#app/platform/db.server.ts';
import { HOUR } from '#app/lib/duration.ts';

/**
 * Figures that are kept, by what counts them: the migrations `figures`, `bounded_pages` and `recovered_orders`. Those of a
 * time are kept by the hour.
 */
export type FigureName =
  | 'people'
  | 'people.new'
  | 'members'
  | 'runs.active'
  | 'runs.failed'
  | 'runs.places'
  | 'runs.entered'
  | 'runs.completed'
  | 'runs.exited'
  | 'mails'
  | 'mails.sent'
  | 'mails.skipped'
  | 'mails.clicked'
  | 'mails.unrecorded'
  | 'banners.seen'
  | 'banners.clicked'
  | 'orders'
  | 'orders.value'
  | 'carts'
  | 'carts.value'
  | 'arrivals'
  | 'tags'
  | 'tags.ready'
  | 'tags.failed';

/** `key` and `detail` are what the figure is divided by, such as a journey and a reason. */
export type KeptFigure<Name extends FigureName = FigureName> = {
  figure: Name;
  key: string;
  detail: string;
  count: number;
};

/**
 * Figures of a shop as of this transaction; those that are zero are left out.
 * @param since epoch milliseconds; figures that are kept by the hour begin with its hour
 * @param key only what has this key; null for all
 */
export async function readFigures<Name extends FigureName>(
  client: ShopClient,
  shopId: string,
  figures: readonly Name[],
  since = 0,
  key: string | null = null,
): Promise<KeptFigure<Name>[]> {
  const from = new Date(Math.floor(since / HOUR) * HOUR);
  const { rows } = await client.query<KeptFigure<Name>>(
    `select figure, key, detail, sum(count)::bigint as count from (
       select figure, key, detail, count from roll_up
        where shop_id = $1 and figure = any($2) and hour = 'epoch'
       union all
       select figure, key, detail, count from roll_up
        where shop_id = $1 and figure = any($2) and hour >= $3 and hour <> 'epoch'
       union all
       select figure, key, detail, count from roll_up_change
        where shop_id = $1 and figure = any($2) and (hour >= $3 or hour = 'epoch')) as kept
      where $4::text is null or key = $4
      group by figure, key, detail having sum(count) <> 0`,
    [shopId, figures, from, key],
  );
  return rows;
}

/** The one figure that is divided by nothing. */
export async function readFigure(
  client: ShopClient,
  shopId: string,
  figure: FigureName,
): Promise<number> {
  const [kept] = await readFigures(client, shopId, [figure]);
  return kept?.count ?? 0;
}
