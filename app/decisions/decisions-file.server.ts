import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type pg from 'pg';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { DecisionPlace, DecisionView } from './decision-view.ts';
import type { DecisionLine } from './page/decision-line.ts';
import { decisionLine } from './page/decision-words.ts';
import { decisionFilter, decisionWords } from './page/list-decisions.server.ts';
import {
  lookedThroughUntil,
  selectDecisions,
  type DecisionSpan,
} from './store/list-decisions.server.ts';

/** More than a program for tables shows at once; shorter periods give the rest. */
const MOST_DECISIONS_IN_FILE = 10_000;
const READ_AT_ONCE = 500;

const COLUMNS = ['When', 'Name', 'Email', 'Decision', 'About', 'Reason', 'Facts', 'Rule'];

/**
 * The decisions that a view lists, as CSV, written as they are read. That it was asked for, and by whom, is recorded first.
 * @param now epoch milliseconds
 */
export async function decisionsFile(
  pool: pg.Pool,
  shop: { id: string; timeZone: string },
  view: DecisionView,
  actor: string,
  now: number,
): Promise<ReadableStream> {
  await inShop(pool, shop.id, (client) => {
    const { after: _after, before: _before, search: _search, ...filters } = view;
    const entry = { actor, action: 'decision.export', subject: 'decisions' };
    return recordAudit(client, shop.id, { ...entry, before: null, after: filters }, now);
  });
  const rows = Readable.from(fileRows(pool, shop, view));
  const csv = stringify({ header: true, columns: COLUMNS, escape_formulas: true });
  rows.on('error', (error) => csv.destroy(error));
  return Readable.toWeb(rows.pipe(csv)) as ReadableStream;
}

async function* fileRows(
  pool: pg.Pool,
  { id: shopId, timeZone }: { id: string; timeZone: string },
  view: DecisionView,
): AsyncGenerator<string[]> {
  const isDown = view.direction === 'descending';
  let written = 0;
  let place: DecisionPlace | null = null;
  do {
    const span: DecisionSpan = {
      place,
      isDown,
      limit: Math.min(READ_AT_ONCE, MOST_DECISIONS_IN_FILE - written),
    };
    const { lines, next } = await inShop(pool, shopId, async (client) => {
      const filter = await decisionFilter(client, shopId, timeZone, view);
      const found = await selectDecisions(client, shopId, filter, span);
      const context = await decisionWords(client, shopId, timeZone, found);
      // Few may be found among very many: then the looking goes on behind those.
      const last = found.length < span.limit ? null : found.at(-1);
      return {
        lines: found.map((one) => decisionLine(one, context)),
        next: last ?? (await lookedThroughUntil(client, shopId, filter, span)),
      };
    });
    for (const line of lines) yield cellsOf(line);
    written += lines.length;
    place = next && { at: next.at, id: next.id };
  } while (place !== null && written < MOST_DECISIONS_IN_FILE);
}

function cellsOf({ at, person, outcome, subject, reason, facts, rule }: DecisionLine): string[] {
  return [
    new Date(at).toISOString(),
    person.name ?? '',
    person.email ?? '',
    outcome,
    subject,
    reason,
    facts.map(({ name, value }) => `${name}: ${value}`).join('; '),
    rule.name,
  ];
}
