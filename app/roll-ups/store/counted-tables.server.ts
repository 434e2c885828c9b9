/** Rows of a table that figures are sums of, each found of the rows of another: a row that changed does not say whether it counts. */
export type CountedTable = {
  /** The figures that are sums of it. */
  figures: readonly string[];
  /** The next keys of what is counted after `$2`, at most `$3`, in their order, which an index gives; `key` may come twice. */
  nextKeys: string;
  /** The rows of the keys in `$2` as they are to be. */
  fresh: string;
  /** The rows of the keys in `$2` as they are. */
  known: string;
  /** Makes the rows of the keys in `$2` what they are to be. */
  put: string;
  /** Deletes rows whose keys are gone, at most `$2`. Both sides are read once: `id` of the other side is no index. */
  deleteGone: string;
};

const idsOf = `array(select md5(one)::uuid from unnest($2::text[]) as one)`;

/** The first of the ids of `known` that `wanted` does not have. */
function goneIds(known: string, wanted: string): string {
  return `array(select id from (
      select id, true as is_known from (${known}) as those
      union all select id, false from (${wanted}) as others) as both_sides
    group by id having bool_and(is_known) limit $2)`;
}

/** Every table of which rows are counted. */
export const countedTables = {
  open_cart: {
    figures: ['carts', 'carts.value'],
    nextKeys: `select open_as as key from cart
      where shop_id = $1 and order_id is null and quantity > 0 and open_as is not null and open_as > $2
      order by open_as limit $3`,
    fresh: `select md5(token)::uuid as id, cart.hour, cart.currency, cart.total_minor
      from (select distinct unnest($2::text[]) as token) as asked cross join lateral (
        select date_trunc('hour', updated_at, 'UTC') as hour, coalesce(currency, '') as currency, total_minor from cart
         where shop_id = $1 and open_as = asked.token and order_id is null and quantity > 0 and updated_at is not null
         order by updated_at desc, kind desc limit 1) as cart`,
    known: `select id, hour, currency, total_minor from open_cart where shop_id = $1 and id = any(${idsOf})`,
    put: 'select keep_open_carts($1, $2::text[])',
    deleteGone: `delete from open_cart where shop_id = $1 and id = any(${goneIds(
      'select id from open_cart where shop_id = $1',
      `select md5(open_as)::uuid as id from cart
        where shop_id = $1 and order_id is null and quantity > 0 and open_as is not null`,
    )})`,
  },
  recovered_order: {
    figures: ['orders', 'orders.value'],
    nextKeys: `select order_id as key from purchase where shop_id = $1 and order_id > $2 order by order_id limit $3`,
    fresh: 'select * from recovered_orders($1, $2::text[])',
    known: `select id, hour, journey_key, step_id, currency, total_minor from recovered_order
      where shop_id = $1 and id = any(${idsOf})`,
    put: 'select keep_recovered_orders($1, $2::text[])',
    deleteGone: `delete from recovered_order where shop_id = $1 and id = any(${goneIds(
      'select id from recovered_order where shop_id = $1',
      'select md5(order_id)::uuid as id from purchase where shop_id = $1',
    )})`,
  },
} satisfies Record<string, CountedTable>;
