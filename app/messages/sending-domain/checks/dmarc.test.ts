import { expect, test } from 'vitest';
import { answersOf, goodZone, subjectOf, type FakeZone } from '#tests/mail/domain-zone.ts';
import { isAligned, readDmarc } from './dmarc-record.ts';
import { judgeDomain } from './registry.ts';

const SUBJECT = subjectOf();
const OWN = 'TXT _dmarc.fern.example';

function dmarcOf(zone: FakeZone, subject = SUBJECT) {
  return judgeDomain(subject, answersOf(subject, { ...goodZone(subject), ...zone })).dmarc;
}

test('a policy with reports is fine and aligned', () => {
  expect(dmarcOf({})).toMatchObject({
    state: 'ok',
    notes: ['The From address is aligned with SPF and DKIM.'],
    record: null,
  });
});

test('without a record one is pasted at the organisation, with reports to the sender', () => {
  const subject = subjectOf('news@mail.fern.co.uk');
  expect(subject.organisation).toBe('fern.co.uk');
  expect(dmarcOf({ 'TXT _dmarc.mail.fern.co.uk': [] }, subject)).toMatchObject({
    state: 'missing',
    record: {
      name: '_dmarc.fern.co.uk',
      value: 'v=DMARC1; p=none; rua=mailto:news@mail.fern.co.uk',
    },
  });
});

test('the record of the organisation counts for a domain below it, with the policy for these', () => {
  const subject = subjectOf('news@mail.fern.example');
  const found = dmarcOf(
    {
      'TXT _dmarc.mail.fern.example': [],
      'TXT _dmarc.fern.example': ['v=DMARC1; p=reject; sp=none; rua=mailto:a@fern.example'],
    },
    subject,
  );
  expect(found).toMatchObject({ state: 'ok' });
  expect(found.notes.join(' ')).toContain('The policy is none');
});

test('a record without reports is fine, and gets them', () => {
  expect(dmarcOf({ [OWN]: ['v=DMARC1; p=quarantine; pct=20;'] })).toMatchObject({
    state: 'ok',
    notes: [
      expect.anything(),
      expect.stringContaining('20 % of emails'),
      expect.stringContaining('rua='),
    ],
    record: { value: 'v=DMARC1; p=quarantine; pct=20; rua=mailto:hello@fern.example' },
  });
});

test.each([
  [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], /more than one/],
  [['v=DMARC1; rua=mailto:a@fern.example'], /no policy/],
  [['v=DMARC1; p=maybe'], /no policy/],
])('%j counts for nothing', (texts, problem) => {
  expect(dmarcOf({ [OWN]: texts })).toMatchObject({
    state: 'wrong',
    problems: [expect.stringMatching(problem)],
  });
});

test('reports to a domain of others need its word', () => {
  const own = { [OWN]: ['v=DMARC1; p=none; rua=mailto:fern@reports.moss.example'] };
  expect(dmarcOf(own)).toMatchObject({
    state: 'wrong',
    problems: [expect.stringContaining('reports.moss.example')],
  });
  const allowed = { 'TXT fern.example._report._dmarc.reports.moss.example': ['v=DMARC1'] };
  expect(dmarcOf({ ...own, ...allowed }).state).toBe('ok');
});

test('a name server that does not answer leaves it open', () => {
  expect(dmarcOf({ [OWN]: 'unreachable' }).state).toBe('unknown');
});

test('relaxed alignment is of one organisation, strict of one name', () => {
  expect(isAligned('news.fern.example', 'bounce.fern.example', 'relaxed')).toBe(true);
  expect(isAligned('news.fern.example', 'bounce.fern.example', 'strict')).toBe(false);
  expect(isAligned('Fern.example', 'fern.example', 'strict')).toBe(true);
  // Two shops below one suffix of a company are no organisation.
  expect(isAligned('fern.github.io', 'moss.github.io', 'relaxed')).toBe(false);
});

test('a strict record needs one of both to be of the same domain', () => {
  const subject = { ...SUBJECT, returnDomain: 'bounce.fern.example' };
  const strict = (tags: string) => ({
    [OWN]: [`v=DMARC1; p=reject; ${tags}; rua=mailto:a@fern.example`],
  });
  expect(dmarcOf(strict('aspf=s'), subject).notes).toEqual([
    'The From address is aligned with DKIM.',
  ]);
  const other = { ...subject, dkim: { ...SUBJECT.dkim, domain: 'mail.fern.example' } };
  expect(dmarcOf(strict('aspf=s; adkim=s'), other)).toMatchObject({
    state: 'wrong',
    problems: [expect.stringContaining('neither SPF nor DKIM')],
  });
});

test('where bounces return to the operator, DKIM alone is aligned, and SPF is still asked of the domain of From', () => {
  const subject = subjectOf('hello@fern.example', null, 'bounces.operator.example');
  expect(dmarcOf({}, subject).notes).toEqual(['The From address is aligned with DKIM.']);
  expect(Object.keys(answersOf(subject, {}))).toContain('TXT fern.example');
  expect(Object.keys(answersOf(subject, {})).join(' ')).not.toContain('bounces.operator.example');
});

test('tags are read in any spelling, and addresses without their size limit', () => {
  expect(readDmarc('v=DMARC1 ; P=Reject;aspf=S; rua=mailto:a@b.example!10m, https://x')).toEqual({
    policy: 'reject',
    subdomains: 'reject',
    percent: 100,
    spf: 'strict',
    dkim: 'relaxed',
    reportsTo: ['a@b.example'],
  });
});
