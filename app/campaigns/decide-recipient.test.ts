import { expect, test } from 'vitest';
import { USUAL_PREFERENCES } from '#app/consent/reader-preferences.ts';
import { MAIL_RULE } from '#app/consent/may-send.ts';
import {
  CAMPAIGN_RULE,
  decideRecipient,
  type Recipient,
  type RecipientRules,
} from './decide-recipient.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const ADA: Recipient = {
  profileId: 'ada',
  consent: {
    address: 'ada@example.com',
    consent: { state: 'subscribed', at: 1, optedInAt: 1 },
    suppression: null,
  },
  isTrade: false,
  zone: 'Europe/London',
  quietZone: 'Europe/London',
  preferences: USUAL_PREFERENCES,
};
const RULES: RecipientRules = {
  timing: { kind: 'now' },
  leavesOutTrade: true,
  isCancelled: false,
  startedAt: NOON,
  shopZone: 'Europe/London',
  quietHours: { from: '21:00', to: '08:00' },
};

test('who subscribed gets it when it is due', () => {
  expect(decideRecipient(ADA, RULES, NOON)).toEqual({ act: 'send', dueAt: NOON });
});

test('in quiet hours it is due when they end', () => {
  const startedAt = Date.UTC(2026, 10, 20, 22);
  const decision = decideRecipient(ADA, { ...RULES, startedAt }, startedAt);
  expect(decision).toEqual({ act: 'send', dueAt: Date.UTC(2026, 10, 21, 8) });
});

test.each([
  ['no address', { consent: { ...ADA.consent, address: null } }, {}, 'no_address', MAIL_RULE],
  [
    'an address that was unsubscribed',
    { consent: { ...ADA.consent, suppression: { reason: 'unsubscribed', at: 5 } } },
    {},
    'suppressed',
    MAIL_RULE,
  ],
  [
    'who declined news',
    { preferences: { ...USUAL_PREFERENCES, declinedTopics: ['news'] } },
    {},
    'topic_declined',
    MAIL_RULE,
  ],
  [
    'who paused emails',
    { preferences: { ...USUAL_PREFERENCES, pausedUntil: NOON + 1 } },
    {},
    'reader_paused',
    MAIL_RULE,
  ],
  ['a trade buyer', { isTrade: true }, {}, 'trade_left_out', CAMPAIGN_RULE],
  ['anyone after it was cancelled', {}, { isCancelled: true }, 'campaign_cancelled', CAMPAIGN_RULE],
] as const)('%s is left out with the reason and the rule', (_who, person, rules, reason, rule) => {
  const decision = decideRecipient({ ...ADA, ...person }, { ...RULES, ...rules }, NOON);
  expect(decision).toMatchObject({ act: 'skip', reason, rule });
});

test('a trade buyer gets what is for trade too', () => {
  const rules = { ...RULES, leavesOutTrade: false };
  expect(decideRecipient({ ...ADA, isTrade: true }, rules, NOON).act).toBe('send');
});
