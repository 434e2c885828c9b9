import { z } from 'zod';
import { DAY, HOUR } from '#app/lib/duration.ts';

/** What Shopify may ask for, and that a customer was deleted, which asks for the same as an erasure. */
export const COMPLIANCE_TOPICS = [
  'customers/data_request',
  'customers/redact',
  'customers/delete',
  'shop/redact',
] as const;
export type ComplianceTopic = (typeof COMPLIANCE_TOPICS)[number];

/** The time that Shopify gives, counted from the receipt. */
export const COMPLIANCE_TERM_MS = 30 * DAY;

/** How soon a request that still waits is checked again. */
export const RECHECK_MS = HOUR;

const CountsByTable = z.record(z.string(), z.number());

/** Rows by table. */
export type RowCounts = z.infer<typeof CountsByTable>;

/** What was found, or erased, and when. Times in epoch milliseconds. */
export const Certificate = z.object({
  /** Rows by table. */
  tables: CountsByTable,
  rows: z.number(),
  startedAt: z.number(),
  finishedAt: z.number(),
  /** Rows still found by a search of everything after the erasure: always 0 in a certificate of one. */
  remaining: z.number().nullable(),
});
export type Certificate = z.infer<typeof Certificate>;

/** The counts of two steps together. */
export function addCounts(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum = { ...a };
  for (const [table, rows] of Object.entries(b)) sum[table] = (sum[table] ?? 0) + rows;
  return sum;
}

/** All rows of a count by table. */
export function rowsIn(tables: Readonly<Record<string, number>>): number {
  return Object.values(tables).reduce((sum, rows) => sum + rows, 0);
}
