import { z } from 'zod';

const Shop = z.object({ shopId: z.uuid() });

/** Every background job: what it is given and how often it is tried. */
export const jobs = {
  /** Processes waiting deliveries and everything that time has made due. */
  drain: { payload: Shop, maxAttempts: 25 },
  /** Assesses everybody anew after the rules changed. */
  assess: { payload: Shop, maxAttempts: 25 },
  /** Sends the mails and places the banners that are due. */
  deliver: { payload: Shop, maxAttempts: 25 },
  /** Carries out what Shopify has to be told: companies, consent. */
  sync: { payload: Shop, maxAttempts: 25 },
  /** Keeps segments in step with Shopify: tags of customers, segments over there, and theirs in here. */
  audiences: { payload: Shop, maxAttempts: 25 },
  /** Reads in bulk what was before the installation, and what webhooks missed. */
  import: { payload: Shop, maxAttempts: 25 },
  /** Reads a file of people that is moved in from another platform. */
  move_in: { payload: Shop, maxAttempts: 25 },
  /** Reckons what people will buy in the next 12 months. */
  predict: { payload: Shop, maxAttempts: 5 },
  /** Counts the sizes of segments at the end of each day. */
  close_days: { payload: Shop, maxAttempts: 5 },
  /** Asks Shopify whether anything changed since the last comparison. */
  reconcile: { payload: Shop, maxAttempts: 5 },
  /** Deletes what is older than the shop keeps it. */
  retention: { payload: Shop, maxAttempts: 25 },
  /** Looks whether DNS proves the domain that a shop sends from. */
  check_domain: { payload: Shop, maxAttempts: 5 },
  /** Learns what the rules of the score are worth from who ordered. */
  learn: { payload: Shop, maxAttempts: 5 },
} as const;

export type JobName = keyof typeof jobs;

/** The jobs in the order in which a transaction that wakes several does so. */
export const jobNames = Object.keys(jobs) as JobName[];
