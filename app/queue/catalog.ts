import { z } from 'zod';

const Shop = z.object({ shopId: z.uuid() });

/** Every background job: what it is given, how often it is tried, and the seconds one of its statements may take. */
export const jobs = {
  /** Processes waiting deliveries and everything that time has made due. */
  drain: { payload: Shop, maxAttempts: 25, statementS: 60 },
  /** Recomputes all profiles after the rules changed. */
  assess: { payload: Shop, maxAttempts: 25, statementS: 60 },
  /** Sends the mails and places the banners that are due. */
  deliver: { payload: Shop, maxAttempts: 25, statementS: 30 },
  /** Sends to Shopify what it does not know yet: companies, consent. */
  sync: { payload: Shop, maxAttempts: 25, statementS: 30 },
  /** Syncs segments with Shopify: tags of customers, segments over there, and theirs in here. */
  audiences: { payload: Shop, maxAttempts: 25, statementS: 120 },
  /** Reads in bulk what was before the installation, and what webhooks missed. */
  import: { payload: Shop, maxAttempts: 25, statementS: 60 },
  /** Imports a CSV file of customers from another platform. */
  move_in: { payload: Shop, maxAttempts: 25, statementS: 120 },
  /** Computes what people will buy in the next 12 months. */
  predict: { payload: Shop, maxAttempts: 5, statementS: 120 },
  /** Counts the sizes of segments at the end of each day, and the figures of pages once more. */
  close_days: { payload: Shop, maxAttempts: 5, statementS: 300 },
  /** Asks Shopify whether the app was really removed, before a shop counts as uninstalled. */
  confirm_uninstall: { payload: Shop, maxAttempts: 25, statementS: 30 },
  /** Asks Shopify whether anything changed since the last comparison. */
  reconcile: { payload: Shop, maxAttempts: 5, statementS: 60 },
  /** Deletes what is older than the shop's retention periods. */
  retention: { payload: Shop, maxAttempts: 25, statementS: 300 },
  /** Checks whether DNS proves the domain that a shop sends from. */
  check_domain: { payload: Shop, maxAttempts: 5, statementS: 120 },
  /** Learns what the rules of the score are worth from who ordered. */
  learn: { payload: Shop, maxAttempts: 5, statementS: 300 },
  /** Finds what is kept of people who ask, and erases people and shops. */
  privacy: { payload: Shop, maxAttempts: 25, statementS: 120 },
} as const;

export type JobName = keyof typeof jobs;

/** The jobs in the order in which a transaction that enqueues several does so. */
export const jobNames = Object.keys(jobs) as JobName[];
