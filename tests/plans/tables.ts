import type { TestDatabase } from '#tests/setup/database.ts';

/** Makes the partitions that a shop of two years has. */
export async function makeMonths({ owner }: TestDatabase): Promise<void> {
  await owner.query(
    `select maintain_partitions(('2026-11-01'::date - back * interval '1 month')::date)
       from generate_series(0, 25) as back`,
  );
}

/** Lets nothing look at the tables by itself, so that the planner keeps what it knows. */
export async function freezeStatistics({ owner }: TestDatabase): Promise<void> {
  await owner.query(
    `do $$ declare one regclass; begin
       for one in select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
         execute format('alter table %s set (autovacuum_enabled = off)', one);
       end loop; end $$`,
  );
}

/** The rows of each table and partition. */
export async function countRows({ owner }: TestDatabase): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ name: string; count: number }>(
    `select relname as name, (xpath('/row/n/text()', query_to_xml(
         format('select count(*) as n from public.%I', relname), false, true, '')))[1]::text::int as count
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  return new Map(rows.map(({ name, count }) => [name, count]));
}

/** The larger count of each table: what a job deleted or added it had to read. */
export function largest(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map(
    [...after].map(([table, count]) => [table, Math.max(count, before.get(table) ?? 0)]),
  );
}
