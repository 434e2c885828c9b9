import type { ClientBase, Pool } from 'pg';

type Database = Pool | ClientBase;

/** Tables, and partitions of tables, that have a shop_id column. */
const TENANT_TABLES = `
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;

// Of which shops there are the planner must know nothing, see docs/decisions/0045.
const NO_STATISTICS = `
  select attrelid from pg_attribute where attname = 'shop_id' and attstattarget = 0`;

const SHOP_COLUMNS = "select attrelid, attnum from pg_attribute where attname = 'shop_id'";

/** Each row of a query is one broken rule; `current_shop()` is what the first migration defines. */
const RULES = [
  `select relname, 'row-level security is off' as fault from tenant where not relrowsecurity`,
  `select relname, 'row-level security is not forced' from tenant where not relforcerowsecurity`,
  `select relname, 'no policy compares shop_id with the current shop' from tenant
   where not exists (select from pg_policy where polrelid = tenant.oid)`,
  // Policies add up, so a single wider one opens the table.
  `select relname, format('policy %s does not compare shop_id with the current shop', polname)
   from tenant join pg_policy on polrelid = tenant.oid
   where pg_get_expr(polqual, polrelid) is distinct from '(shop_id = current_shop())'
      or pg_get_expr(polwithcheck, polrelid) is distinct from '(shop_id = current_shop())'`,
  `select relname, 'keeps statistics of shop_id: call forget_shops or protect_tenant' from tenant
   where oid not in (${NO_STATISTICS})`,
  `select relname, 'has no primary key' from tenant
   where not exists (select from pg_index where indrelid = tenant.oid and indisprimary)`,
  `select relname, format('index %s is unique and does not start with shop_id', indexrelid::regclass)
   from tenant join pg_index on indrelid = tenant.oid
   where indisunique and (indrelid, indkey[0]) not in (select * from shop_column)`,
  `select relname, format('foreign key %s does not start with shop_id on both sides', conname)
   from tenant join pg_constraint on conrelid = tenant.oid
   where contype = 'f' and ((conrelid, conkey[1]) not in (select * from shop_column)
     or confrelid <> 'shop'::regclass and (confrelid, confkey[1]) not in (select * from shop_column))`,
];

/** The names of all tenant tables and their partitions. */
export async function tenantTables(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ relname: string }>(TENANT_TABLES);
  return rows.map((row) => row.relname);
}

/** Every broken tenancy rule in a database as `table: what is wrong`, in order of the alphabet. */
export async function tenancyFaults(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ relname: string; fault: string }>(
    `with tenant as (${TENANT_TABLES}), shop_column as (${SHOP_COLUMNS}) ${RULES.join(' union all ')}`,
  );
  return rows.map((row) => `${row.relname}: ${row.fault}`).sort();
}
