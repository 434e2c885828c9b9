import { formatNumber } from '#app/lib/format/number.ts';
import { TABLES } from '#app/profiles/person-tables/registry.ts';
import type { ComplianceTopic } from '../compliance-request.ts';
import type { ListedRequest } from '../request-view.ts';

/** What is asked for, by topic. */
export const REQUEST_WORDS: Record<ComplianceTopic, string> = {
  'customers/data_request': 'Data request',
  'customers/redact': 'Customer erasure',
  'customers/delete': 'Customer deleted in Shopify',
  'shop/redact': 'Store erasure',
};

export type RequestState = { text: string; tone: 'success' | 'attention' | 'critical' | 'info' };

/**
 * Where a request stands.
 * @param now epoch milliseconds
 */
export function requestState(request: ListedRequest, now: number): RequestState {
  const { topic, doneAt, dueAt, certificate, note } = request;
  if (note !== null) return { text: 'Declined', tone: 'attention' };
  if (doneAt !== null)
    return { text: topic === 'customers/data_request' ? 'Downloaded' : 'Erased', tone: 'success' };
  if (dueAt <= now) return { text: 'Overdue', tone: 'critical' };
  if (topic === 'customers/data_request' && certificate)
    return { text: 'Ready to download', tone: 'attention' };
  return { text: 'In progress', tone: 'info' };
}

/** What a certificate counts, the most rows first: `Events: 12`. */
export function certificateLines(tables: Readonly<Record<string, number>>): string[] {
  return Object.entries(tables)
    .toSorted(([, a], [, b]) => b - a)
    .map(([table, rows]) => `${tableWords(table)}: ${formatNumber(rows)}`);
}

/** Tables that hold a person and that no export shows. */
const INNER_TABLES: Readonly<Record<string, string>> = {
  profile_fact: 'Figures for segments',
  profile_search: 'Search',
  profile_problem: 'Failed scores',
  move_in_slice: 'Files from other platforms',
};

/** A table by its heading in an export, else by its name. */
export function tableWords(table: string): string {
  const words = table.replaceAll('_', ' ');
  return (
    TABLES[table]?.person?.heading ??
    INNER_TABLES[table] ??
    words.charAt(0).toUpperCase() + words.slice(1)
  );
}
