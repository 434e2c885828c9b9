import type { ShopClient } from '#app/platform/db.server.ts';

/** One figure of a demo, equal on every machine and in every run. */
export type Figure = { name: string; value: string; unit: string; period: string };

/** How many there are of each. */
export type Counts = Record<string, number>;
/** Counts rows of a shop. */
export type Counter = {
  /** The counts of groups: a row each, with its name and its number. */
  groups: (sql: string) => Promise<Counts>;
  /** Counts beside each other: one row, each column by its name. */
  row: (sql: string) => Promise<Counts>;
};

/** Counts the rows of a shop. */
export function counter(client: ShopClient, shopId: string): Counter {
  return {
    async groups(sql) {
      const { rows } = await client.query<{ name: string; count: number }>(sql, [shopId]);
      return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
    },
    async row(sql) {
      const { rows } = await client.query<Counts>(sql, [shopId]);
      return Object.fromEntries(
        Object.entries(rows[0] ?? {}).map(([name, count]) => [name, Number(count)]),
      );
    },
  };
}

/** A figure for each count of groups, by their names. */
export function each(title: string, unit: string, period: string, counts: Counts): Figure[] {
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => figure(`${title}, ${name.replaceAll('_', ' ')}`, count, unit, period));
}

/** A figure with its name, unit and period. */
export function figure(name: string, value: number | string, unit: string, period: string): Figure {
  const text = typeof value === 'number' ? value.toLocaleString('en-GB') : value;
  return { name, value: text, unit, period };
}

/** An amount of money in whole units; of its smallest units. */
export function money(minor: number): string {
  return (minor / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 });
}
