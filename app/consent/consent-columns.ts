import type { ConsentState } from '#app/events/event.ts';
import type { AddressConsent, SuppressionReason } from './may-send.ts';

/** What is known of an email address, as a row has it; null where nothing is. */
export type ConsentColumns = {
  consent_state: ConsentState | null;
  consent_at: number | null;
  opted_in_at: number | null;
  suppression_reason: SuppressionReason | null;
  suppressed_at: number | null;
};

/**
 * These columns for a `select`.
 * @param consent what `address_consent` is called there
 * @param suppression what `suppression` is called there
 */
export function consentColumns(consent: string, suppression: string): string {
  return `${consent}.state as consent_state, ${consent}.at as consent_at, ${consent}.opted_in_at,
    ${suppression}.reason as suppression_reason, ${suppression}.at as suppressed_at`;
}

/** What the rule of sending looks at, out of a row. */
export function consentOfRow(address: string | null, row: ConsentColumns): AddressConsent {
  return {
    address,
    consent: row.consent_state && {
      state: row.consent_state,
      at: row.consent_at ?? 0,
      optedInAt: row.opted_in_at,
    },
    suppression: row.suppression_reason && {
      reason: row.suppression_reason,
      at: row.suppressed_at ?? 0,
    },
  };
}

/** Everything of a proof that its chain is made of, for a `select` from `consent`. */
export const PROVEN = `id, channel, state, at, recorded_at as "recordedAt", subject, source, wording, page, seq, salt,
  digest, previous, hash, erased_at as "erasedAt"`;
