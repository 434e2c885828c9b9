import { z } from 'zod';
import { DAY } from '#app/lib/duration.ts';
import { readListView, searchText, type ListView } from '#app/lib/list-view.ts';
import { dayIn } from '#app/lib/shop-day.ts';
import { AUDIT_GROUPS } from './audit-words.ts';

/** Entries on a page of the audit log. */
export const AUDIT_SHOWN = 50;
/** What is shown unless a day is chosen. */
const USUAL_DAYS = 30;

/** How the audit log is looked at. Days are `YYYY-MM-DD` in the shop's zone and include themselves. */
export type AuditView = ListView<'at'> & {
  /** A member of staff or `system`; empty for all. */
  actor: string;
  /** The first part of an action, one of `AUDIT_GROUPS`; empty for all. */
  group: string;
  from: string;
  to: string;
};

/**
 * The view in the address of a page. An invalid parameter is replaced by its default: an address may be old or typed.
 * @param now epoch milliseconds
 */
export function readAuditView(params: URLSearchParams, timeZone: string, now: number): AuditView {
  const text = (name: string) => searchText(params.get(name) ?? '');
  const day = (name: string, usual: number) =>
    z.iso.date().catch(dayIn(usual, timeZone)).parse(params.get(name));
  const group = text('group');
  return {
    ...readListView(params, ['at']),
    actor: text('actor'),
    group: Object.hasOwn(AUDIT_GROUPS, group) ? group : '',
    from: day('from', now - USUAL_DAYS * DAY),
    to: day('to', now),
  };
}
