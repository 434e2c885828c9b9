import type { ListView } from '#app/lib/list-view.ts';
import type { Certificate, ComplianceTopic } from './compliance-request.ts';

/** What privacy requests can be sorted by, the usual one first. */
export const REQUEST_SORTS = ['received', 'due'] as const;
export type RequestSort = (typeof REQUEST_SORTS)[number];
export type RequestView = ListView<RequestSort>;

/** Requests on a page. */
export const REQUESTS_SHOWN = 50;

/** A privacy request as the list shows it. Times in epoch milliseconds. */
export type ListedRequest = {
  key: string;
  topic: ComplianceTopic;
  /** The address it is about; null once it was erased, or when none was given. */
  email: string | null;
  customerCode: string | null;
  receivedAt: number;
  dueAt: number;
  doneAt: number | null;
  certificate: Certificate | null;
  note: string | null;
  downloadedAt: number | null;
};

/** One page of the list of privacy requests. */
export type RequestPage = {
  requests: ListedRequest[];
  hasMore: boolean;
  /** Whether there are any, whatever is searched for. */
  hasAny: boolean;
};
