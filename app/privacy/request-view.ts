import { z } from 'zod';
import type { ListView } from '#app/ui/list-view.ts';
import type { Certificate, ComplianceTopic } from './compliance-request.ts';

/** What privacy requests can be sorted by, the usual one first. */
export const REQUEST_SORTS = ['received', 'due'] as const;
export type RequestView = ListView<(typeof REQUEST_SORTS)[number]> & { page: number };

/** Requests on a page. */
export const REQUESTS_SHOWN = 50;
const LAST_PAGE = 1_000;

/** The page of the list in an address; the first when it is none. */
export function readRequestPage(params: URLSearchParams): number {
  const page = z.coerce.number().int().min(1).max(LAST_PAGE).catch(1);
  return page.parse(params.get('page') ?? 1);
}

/** A privacy request as the list shows it. Times in epoch milliseconds. */
export type ListedRequest = {
  key: string;
  topic: ComplianceTopic;
  /** The address it is about; null once it was erased, or when none was told. */
  email: string | null;
  customerCode: string | null;
  receivedAt: number;
  dueAt: number;
  doneAt: number | null;
  certificate: Certificate | null;
  note: string | null;
  downloadedAt: number | null;
};
