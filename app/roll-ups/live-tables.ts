/** Tables whose changes are counted, see the triggers `note_changes_of` makes: what pages show while it changes. */
export const LIVE_TABLES = [
  'account',
  'account_contact',
  'account_domain',
  'address_consent',
  'application',
  'assessment',
  'banner',
  'campaign',
  'cart',
  'collection',
  'collection_product',
  'compliance_duty',
  'consent',
  'customer_tag',
  'decision',
  'definition',
  'definition_draft',
  'effect',
  'event',
  'import_run',
  'inbox',
  'job_attempt',
  'journey_move',
  'journey_run',
  'journey_stop',
  'lead',
  'learning',
  'membership',
  'message',
  'move_in',
  'offer_code',
  'possible_duplicate',
  'prediction_run',
  'product',
  'profile',
  'profile_problem',
  'purchase',
  'quarantine',
  'reader_preference',
  'replay',
  'sales_task',
  'score_model',
  'segment',
  'segment_export',
  'segment_tag',
  'setting',
  'shopify_segment',
  'topic_count',
  'variant',
] as const;

export type LiveTable = (typeof LIVE_TABLES)[number];

/** What a page shows, and how often it had changed when the page was loaded. */
export type Live = { tables: readonly LiveTable[]; version: number };

/** The tables that a query names, such as `profile,cart`; null when one of them is not counted. */
export function readLiveTables(text: string | null): LiveTable[] | null {
  const names = (text ?? '').split(',', LIVE_TABLES.length);
  const known = LIVE_TABLES.filter((table) => names.includes(table));
  return known.length === names.length ? known : null;
}
