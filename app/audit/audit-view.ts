import { z } from 'zod';
import { DAY } from '#app/lib/duration.ts';
import { dayIn } from '#app/lib/shop-day.ts';
import { AUDIT_GROUPS } from './audit-words.ts';

/** Entries on a page of the audit log. */
export const AUDIT_SHOWN = 50;
/** Nobody pages further; a filter finds it. */
const LAST_PAGE = 200;
/** What is shown unless a day is chosen. */
const USUAL_DAYS = 30;

/** How the audit log is looked at. Days are `YYYY-MM-DD` in the shop's zone and include themselves. */
export type AuditView = {
  /** Looked for in what was done and to what. */
  search: string;
  /** A member of staff or `system`; empty for all. */
  actor: string;
  /** The first part of an action, one of `AUDIT_GROUPS`; empty for all. */
  group: string;
  from: string;
  to: string;
  direction: 'ascending' | 'descending';
  page: number;
};

/**
 * The view in the address of a page. Whatever is not a choice is the usual one: an address may be old or typed.
 * @param now epoch milliseconds
 */
export function readAuditView(params: URLSearchParams, timeZone: string, now: number): AuditView {
  const text = (name: string) => (params.get(name) ?? '').trim().slice(0, 100);
  const day = (name: string, usual: number) =>
    z.iso.date().catch(dayIn(usual, timeZone)).parse(params.get(name));
  const group = text('group');
  return {
    search: text('search'),
    actor: text('actor'),
    group: Object.hasOwn(AUDIT_GROUPS, group) ? group : '',
    from: day('from', now - USUAL_DAYS * DAY),
    to: day('to', now),
    direction: params.get('direction') === 'ascending' ? 'ascending' : 'descending',
    page: z.coerce
      .number()
      .int()
      .min(1)
      .max(LAST_PAGE)
      .catch(1)
      .parse(params.get('page') ?? 1),
  };
}
