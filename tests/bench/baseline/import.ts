/**
 * Baseline of importing: reads a bulk file line by line and writes 500 orders at a time into one table. It knows
 * neither people nor repeats, and begins again when it breaks off.
 */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import pg from 'pg';
import { z } from 'zod';

const BATCH = 500;
const { DATABASE_URL, SHOP_ID, FILE_URL = '' } = process.env;
const Line = z.object({
  id: z.string(),
  __parentId: z.string().optional(),
  name: z.string().optional(),
  createdAt: z.string().optional(),
  totalPriceSet: z.object({ shopMoney: z.object({ amount: z.string() }) }).optional(),
});
type Row = { id: string; name: string; at: string; total: number; lines: object[] };

const client = new pg.Client({ connectionString: DATABASE_URL });
await client.connect();
process.stdout.write('ready\n');
const started = performance.now();
const { body } = await fetch(FILE_URL);
if (!body) throw new Error('The file is empty.');
let rows: Row[] = [];
for await (const text of createInterface({ input: Readable.fromWeb(body as ReadableStream) })) {
  const line = Line.parse(JSON.parse(text));
  if (line.__parentId !== undefined) {
    rows.at(-1)?.lines.push(line);
    continue;
  }
  if (rows.length === BATCH) await write();
  const total = Math.round(Number(line.totalPriceSet?.shopMoney.amount) * 100);
  rows.push({ id: line.id, name: line.name ?? '', at: line.createdAt ?? '', total, lines: [] });
}
await write();
process.stdout.write(`took ${JSON.stringify({ ms: performance.now() - started })}\n`);
setInterval(() => undefined, 1_000);

async function write(): Promise<void> {
  await client.query(
    `insert into purchase (shop_id, order_id, profile_id, snapshot, name, placed_at, total_minor, currency)
     select $1, id, $1, to_jsonb(lines), name, at, total, 'GBP'
     from json_to_recordset($2) as row (id text, name text, at timestamptz, total bigint, lines json)
     on conflict do nothing`,
    [SHOP_ID, JSON.stringify(rows)],
  );
  rows = [];
}
