import { expect, test } from 'vitest';
import { answersOf, goodZone, subjectOf } from '#tests/mail/domain-zone.ts';
import { judgeDomain } from '../checks/registry.ts';
import { shownRules, unmetRules } from '../page/shown-checks.ts';
import { judgeComplaints } from './judge-complaints.ts';
import { MAILBOX_PROVIDERS } from './mailbox-providers.ts';
import { SENDER_RULES } from './registry.ts';
import type { RuleFacts } from './sender-rule.ts';

const SUBJECT = subjectOf();
const GOOD: RuleFacts = {
  findings: judgeDomain(SUBJECT, answersOf(SUBJECT, goodZone(SUBJECT))),
  isOwn: true,
  from: 'hello@fern.example',
  complaints: { count: 1, sent: 10_000 },
};

test('a good sender meets all that is known', () => {
  expect(unmetRules(GOOD)).toEqual([]);
  const unknown = shownRules(GOOD).filter(({ state }) => state === 'unknown');
  // What only the operator of the mail server knows.
  expect(unknown.map(({ asks }) => asks)).toEqual([
    'Emails are delivered over TLS',
    'Sending servers have reverse DNS',
  ]);
});

test('what was not checked is not known, and nothing that is required is refused for it', () => {
  const facts = { ...GOOD, findings: null, isOwn: false, complaints: null };
  expect(unmetRules(facts)).toEqual([]);
  expect(shownRules(facts).filter(({ state }) => state === 'unknown')).toHaveLength(8);
});

test('a name server that did not answer refuses nobody', () => {
  const silent = Object.fromEntries(
    Object.keys(answersOf(SUBJECT, goodZone(SUBJECT))).map((key) => [key, 'unreachable' as const]),
  );
  expect(unmetRules({ ...GOOD, findings: judgeDomain(SUBJECT, silent) })).toEqual([]);
});

test('a domain that is not proven sends from another address', () => {
  const facts = { ...GOOD, isOwn: false, from: 'mail@operator.example' };
  expect(unmetRules(facts)).toEqual(['The From address is of the domain that SPF or DKIM proves']);
});

test.each([
  [{ count: 30, sent: 10_000 }, 'not_met'],
  [{ count: 29, sent: 10_000 }, 'met'],
  [{ count: 9, sent: 10_000 }, 'met'],
  [{ count: 9, sent: 999 }, 'unknown'],
  [null, 'unknown'],
])('complaints of %j are %s', (complaints, state) => {
  expect(judgeComplaints(complaints).state).toBe(state);
});

test('every provider asks something, and names its page and a day', () => {
  const asking = new Set(Object.values(SENDER_RULES).flatMap(({ by }) => [...by]));
  expect([...asking].sort()).toEqual(Object.keys(MAILBOX_PROVIDERS).sort());
  for (const { source, since } of Object.values(MAILBOX_PROVIDERS)) {
    expect(new URL(source).protocol).toBe('https:');
    expect(since).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});
