import { z } from 'zod';

const Shop = z.object({ shopId: z.uuid() });

/**
 * Every background job: what it is given, how often it is tried, the seconds one of its statements may take, and how the list
 * of problems names it when it was given up.
 */
export const jobs = {
  /** Processes waiting deliveries and everything that time has made due. */
  drain: { payload: Shop, maxAttempts: 25, statementS: 60, label: 'Processing webhooks' },
  /** Moves people to newer versions of journeys, and lets those of journeys that were paused go on. */
  journeys: {
    payload: Shop,
    maxAttempts: 25,
    statementS: 60,
    label: 'Moving people in journeys',
  },
  /** Prepares the emails of campaigns, and ends those that were cancelled. */
  campaigns: { payload: Shop, maxAttempts: 25, statementS: 60, label: 'Sending a campaign' },
  /** Recomputes all profiles after the rules changed. */
  assess: { payload: Shop, maxAttempts: 25, statementS: 60, label: 'Updating scores and segments' },
  /** Sends the mails and places the banners that are due. */
  deliver: { payload: Shop, maxAttempts: 25, statementS: 30, label: 'Sending emails' },
  /** Sends to Shopify what it does not know yet: companies, consent. */
  sync: { payload: Shop, maxAttempts: 25, statementS: 30, label: 'Sending changes to Shopify' },
  /** Sends to addresses of the merchant's what journeys ask for: webhooks, tickets. One that hangs holds up nothing else. */
  outbound: { payload: Shop, maxAttempts: 25, statementS: 30, label: 'Sending webhooks' },
  /** Syncs segments with Shopify: tags of customers, segments over there, and theirs in here. */
  audiences: {
    payload: Shop,
    maxAttempts: 25,
    statementS: 120,
    label: 'Syncing tags and segments with Shopify',
  },
  /** Reads in bulk what was before the installation, and what webhooks missed. */
  import: {
    payload: Shop,
    maxAttempts: 25,
    statementS: 60,
    label: 'Importing a file from Shopify',
  },
  /** Imports a CSV file of customers from another platform. */
  move_in: {
    payload: Shop,
    maxAttempts: 25,
    statementS: 120,
    label: 'Importing a file of customers',
  },
  /** Computes what people will buy in the next 12 months. */
  predict: { payload: Shop, maxAttempts: 5, statementS: 120, label: 'Updating the forecast' },
  /** Counts the sizes of segments at the end of each day, and the figures of pages once more. */
  close_days: {
    payload: Shop,
    maxAttempts: 5,
    statementS: 300,
    label: 'Counting segments at the end of the day',
  },
  /** Asks Shopify whether the app was really removed, before a shop counts as uninstalled. */
  confirm_uninstall: {
    payload: Shop,
    maxAttempts: 25,
    statementS: 30,
    label: 'Checking whether the app was uninstalled',
  },
  /** Asks Shopify whether anything changed since the last comparison. */
  reconcile: { payload: Shop, maxAttempts: 5, statementS: 60, label: 'Comparing with Shopify' },
  /** Deletes what is older than the shop's retention periods. */
  retention: {
    payload: Shop,
    maxAttempts: 25,
    statementS: 300,
    label: 'Deleting data past its retention period',
  },
  /** Checks whether DNS proves the domain that a shop sends from. */
  check_domain: {
    payload: Shop,
    maxAttempts: 5,
    statementS: 120,
    label: 'Checking the sender domain',
  },
  /** Finds who was interested in products that can be bought again or cost less. */
  product_changes: {
    payload: Shop,
    maxAttempts: 25,
    statementS: 60,
    label: 'Finding people interested in a product',
  },
  /** Runs journeys over the past, to see what they would have done. */
  replay: { payload: Shop, maxAttempts: 25, statementS: 60, label: 'Replaying a journey' },
  /** Looks whether a journey has stopped, and lets the seed shopper walk them. */
  watch: { payload: Shop, maxAttempts: 5, statementS: 60, label: 'Watching journeys' },
  /** Learns what the rules of the score are worth from who ordered. */
  learn: { payload: Shop, maxAttempts: 5, statementS: 300, label: 'Training the score' },
  /** Finds what is kept of people who ask, and erases people and shops. */
  privacy: {
    payload: Shop,
    maxAttempts: 25,
    statementS: 120,
    label: 'Answering a privacy request',
  },
} as const;

export type JobName = keyof typeof jobs;

/** The jobs in the order in which a transaction that enqueues several does so. */
export const jobNames = Object.keys(jobs) as JobName[];
