import fc from 'fast-check';
import {
  NO_CHAIN,
  proofOf,
  type ConsentEntry,
  type ProvenConsent,
} from '#app/consent/chain.server.ts';
import type { ChainEnd } from '#app/consent/chain.ts';
import type { ConsentState } from '#app/events/event.ts';

export const SHOP = '5f2d8f0e-6c0b-4b1e-9d43-0b8a51c7e7a4';

const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1) });

export const consentStates = fc.constantFrom<ConsentState>(
  'subscribed',
  'unsubscribed',
  'pending',
  'not_subscribed',
  'invalid',
  'redacted',
);

const entry: fc.Arbitrary<ConsentEntry> = fc.record({
  id: fc.uuid(),
  channel: fc.constantFrom('email' as const, 'sms'),
  state: consentStates,
  at: moment,
  recordedAt: moment,
  subject: fc.option(fc.constantFrom('email:ada@shop.example', 'phone:+442079460000')),
  source: fc.option(fc.constantFrom('shopify', 'mail:page', 'import:klaviyo')),
  wording: fc.option(fc.string({ unit: 'binary', maxLength: 40 })),
  page: fc.option(fc.webUrl()),
});

/** What was recorded in a shop, one after another, as it was written. */
export const chains: fc.Arbitrary<{ rows: ProvenConsent[]; end: ChainEnd }> = fc
  .array(fc.tuple(entry, fc.uuid()), { minLength: 1, maxLength: 12 })
  .map((entries) => {
    let end = NO_CHAIN;
    const rows = entries.map(([one, salt]): ProvenConsent => {
      const proof = proofOf(SHOP, end, one, salt);
      end = { length: proof.seq, head: proof.hash };
      return { ...one, ...proof, erasedAt: null };
    });
    return { rows, end };
  });
