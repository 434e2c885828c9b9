import type pg from 'pg';
import { columnsIn, TABLES } from '#app/profiles/person-tables/registry.ts';

/** A person whose every identifier is found nowhere else. */
export type CanaryPerson = {
  email: string;
  phone: string;
  customerId: string;
  orderId: string;
  cartToken: string;
  checkoutToken: string;
  visitor: string;
  profileId: string;
};

/** What the identifiers of a canary are, by the kind of column that holds one. */
const BY_KIND: Record<string, keyof CanaryPerson> = {
  email: 'email',
  phone: 'phone',
  customer: 'customerId',
  order: 'orderId',
  cart: 'cartToken',
  checkout: 'checkoutToken',
  visitor: 'visitor',
};

/** Columns that take only certain values. */
const ALLOWED: Record<string, unknown> = {
  'identity.kind': 'email',
  'identity_claim.kind': 'email',
  'cart.kind': 'cart',
  'effect.state': 'done',
  'application.state': 'submitted',
  'offer_code.state': 'sent',
  'consent.channel': 'email',
  'address_consent.channel': 'sms',
  'possible_duplicate.state': 'open',
  'profile_join.state': 'open',
  'journey_run.state': 'ended',
  'sales_task.state': 'open',
  'move_in.state': 'done',
  'replay.days': 30,
  'replay.state': 'done',
  'campaign.state': 'draft',
  'reader_preference.frequency': 'all',
  // Judged later than any test looks.
  'held_click.due_at': new Date('2100-01-01T00:00:00Z'),
  'inbox.lane': undefined,
  'consent.salt': '7f1c1c5e-0000-4000-8000-00000000000a',
  'consent.erased_at': null,
  'possible_duplicate.low_id': '00000000-0000-4000-8000-000000000001',
  'account_contact.source': 'shopify',
  'shopify_segment_member.reading': 1,
  'segment_version.version': 1,
};

type PlantedColumn = { table: string; column: string; type: string; isGenerated: boolean };

/** In each column that it fills, a canary says which table and column, and names the person. */
function canaryText(table: string, column: string, person: CanaryPerson): string {
  return `canary ${table} ${column} of ${person.email}, ${person.phone}, ${person.customerId}`;
}

/**
 * Puts one row of the person into every table of theirs, and a mention into every table that may hold one, every
 * personal column filled. Foreign keys are not asked. Gives the tables.
 */
export async function plantCanary(
  owner: pg.Pool,
  shopId: string,
  person: CanaryPerson,
): Promise<string[]> {
  const { rows: columns } = await owner.query<PlantedColumn>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
           a.attgenerated <> '' as "isGenerated"
      from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped`);
  const planted: string[] = [];
  const client = await owner.connect();
  try {
    await client.query("set session_replication_role = 'replica'");
    for (const [table, { personal, mentions }] of Object.entries(TABLES)) {
      if ((personal ?? mentions) === undefined || table === 'profile') continue;
      const values = columns
        .filter((one) => one.table === table && !one.isGenerated)
        .map((one) => [one.column, valueFor(one, shopId, person)] as const)
        .filter(([, value]) => value !== undefined);
      const names = values.map(([name]) => `"${name}"`).join(', ');
      const places = values.map((_, n) => `$${String(n + 1)}`).join(', ');
      const { rowCount } = await client.query(
        `insert into "${table}" (${names}) values (${places}) on conflict do nothing`,
        values.map(([, value]) => value),
      );
      if (rowCount === 1) planted.push(table);
    }
  } finally {
    await client.query("set session_replication_role = 'origin'");
    client.release();
  }
  return planted;
}

function valueFor({ table, column, type }: PlantedColumn, shopId: string, person: CanaryPerson) {
  const key = `${table}.${column}`;
  if (key === 'address_consent.address') return person.phone;
  if (Object.hasOwn(ALLOWED, key)) return ALLOWED[key];
  const record = TABLES[table];
  const holder = record?.person;
  if (column === 'shop_id') return shopId;
  if (holder?.profile.includes(column)) return person.profileId;
  const kind = holder?.identifiers?.[column];
  if (kind !== undefined) return person[BY_KIND[kind] ?? 'email'];
  if (holder?.isIdentifier && column === 'value') return person.email;
  const isPersonal = columnsIn(record?.personal).includes(column);
  if (isPersonal || columnsIn(record?.mentions).includes(column))
    return canaryValue(type, canaryText(table, column, person), person);
  return plainValue(type, column);
}

function canaryValue(type: string, text: string, person: CanaryPerson): unknown {
  switch (type) {
    case 'text':
      return text;
    case 'text[]':
      return [text, 'left alone'];
    case 'json':
    case 'jsonb':
      return JSON.stringify({ told: [text], customer: Number(person.customerId) });
    case 'bytea':
      return Buffer.from(JSON.stringify({ email: person.email, text }));
    default:
      return plainValue(type, '');
  }
}

function plainValue(type: string, column: string): unknown {
  if (type.endsWith('[]')) return [];
  if (type === 'uuid') return '7f1c1c5e-0000-4000-8000-000000000001';
  if (type.startsWith('timestamp')) return new Date('2026-09-30T10:00:00Z');
  if (type === 'date') return '2026-09-30';
  if (type === 'boolean') return false;
  if (type.startsWith('json')) return '{}';
  if (type === 'text') return `plain-${column}`;
  if (type === 'bytea') return Buffer.from('{}');
  return 1_000;
}

/**
 * Searches every row of every table, the queue's too, for texts: as they are and as bytes.
 * @returns `table: text` for each find
 */
export async function byteSearch(owner: pg.Pool, texts: readonly string[]): Promise<string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`);
  const found: string[] = [];
  const needles = texts.flatMap((text) => [
    { text, as: text.toLowerCase() },
    { text, as: Buffer.from(text).toString('hex') },
  ]);
  const either = needles.map(({ as }) => as.replace(/[^a-z0-9]/g, '\\$&')).join('|');
  for (const { name } of tables) {
    const { rows } = await owner.query<{ row: string }>(
      `select row from (select lower(t::text) as row from ${name} t) as whole where row ~ $1`,
      [either],
    );
    for (const { row } of rows)
      for (const needle of needles)
        if (row.includes(needle.as)) found.push(`${name}: ${needle.text}`);
  }
  return [...new Set(found)].sort();
}
