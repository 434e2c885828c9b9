import type { SuppressionReason } from '#app/consent/may-send.ts';

/** What a cell says of a person's consent. `none` is never asked or not yet confirmed. */
export type CellConsent = 'subscribed' | 'unsubscribed' | 'none' | 'suppressed' | 'unknown';

const STATES = new Map<string, CellConsent>([
  ...words<CellConsent>(
    'subscribed',
    'subscribed',
    'active',
    'optedin',
    'yes',
    'true',
    '1',
    'singleoptin',
  ),
  ...words<CellConsent>('subscribed', 'doubleoptin', 'confirmedoptin', 'confirmed'),
  ...words<CellConsent>('unsubscribed', 'unsubscribed', 'unsubscribe', 'optedout', 'removed'),
  ...words<CellConsent>(
    'none',
    '',
    'neversubscribed',
    'nonsubscribed',
    'notsubscribed',
    'no',
    'false',
    '0',
  ),
  ...words<CellConsent>('none', 'pending', 'unconfirmed', 'transactional', 'archived'),
]);

/** What a cell of a consent column says; lists such as `['email', 'sms']`, as Klaviyo wrote them, are for email. */
export function stateOf(cell: string): CellConsent {
  if (cell.startsWith('[')) return /\bemail\b/i.test(cell) ? 'subscribed' : 'none';
  if (suppressionOf(cell)) return 'suppressed';
  return STATES.get(plain(cell)) ?? 'unknown';
}

const SUPPRESSIONS = new Map<string, SuppressionReason>([
  ...words<SuppressionReason>(
    'hard_bounce',
    'hardbounce',
    'hardbounced',
    'bounced',
    'bounce',
    'cleaned',
  ),
  ...words<SuppressionReason>(
    'hard_bounce',
    'invalidemail',
    'invalid',
    'softbounce',
    'softbounced',
  ),
  ...words<SuppressionReason>('complaint', 'spamcomplaint', 'spam', 'markedasspam', 'complaint'),
  ...words<SuppressionReason>('complaint', 'complained', 'reportedspam', 'abuse'),
  ...words<SuppressionReason>('unsubscribed', 'usersuppressed', 'suppressed', 'manuallysuppressed'),
]);

/** Why a cell says that the address may not be written to; null when it does not. Of several reasons the gravest. */
export function suppressionOf(cell: string): SuppressionReason | null {
  const suppressions = cell.split(/[,;|]/).flatMap((part) => SUPPRESSIONS.get(plain(part)) ?? []);
  const grave = (['complaint', 'hard_bounce', 'unsubscribed'] as const).find((one) =>
    suppressions.includes(one),
  );
  return grave ?? null;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function words<T>(value: T, ...written: string[]): [string, T][] {
  return written.map((word) => [word, value]);
}
