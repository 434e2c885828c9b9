import { expect, test } from 'vitest';
import { answersOf, goodZone, subjectOf, type FakeZone } from '#tests/mail/domain-zone.ts';
import { judgeDomain } from './registry.ts';

const SUBJECT = subjectOf();
const NAME = `TXT ${SUBJECT.dkim.name}`;

function dkimOf(zone: FakeZone, subject = SUBJECT) {
  return judgeDomain(subject, answersOf(subject, { ...goodZone(subject), ...zone })).dkim;
}

test('the key of the operator is fine, however it is written', () => {
  expect(dkimOf({})).toMatchObject({ state: 'ok', problems: [], notes: [] });
  expect(dkimOf({ [NAME]: ['p = AA AA ;k=rsa'] })).toMatchObject({ state: 'ok' });
});

test('a missing key is to be pasted under the name of the shop', () => {
  expect(dkimOf({ [NAME]: [] })).toMatchObject({
    state: 'missing',
    record: {
      name: 't00000000000040008000000000000001._domainkey.fern.example',
      value: 'v=DKIM1; k=rsa; p=AAAA',
    },
  });
});

test.each([
  ['v=DKIM1; k=rsa; p=', /revokes/],
  ['v=DKIM1; k=rsa', /p= is missing/],
  ['v=DKIM1; k=rsa; p=BBBB', /another one/],
])('%s is no key that emails are signed with', (text, problem) => {
  expect(dkimOf({ [NAME]: [text] })).toMatchObject({
    state: 'wrong',
    problems: [expect.stringMatching(problem)],
    record: { value: 'v=DKIM1; k=rsa; p=AAAA' },
  });
});

test('two records, a test flag and a short key are said', () => {
  expect(dkimOf({ [NAME]: ['p=AAAA', 'p=BBBB'] }).state).toBe('wrong');
  expect(dkimOf({ [NAME]: ['p=AAAA; t=y:s'] }).notes).toEqual([expect.stringContaining('t=y')]);
  const short = { ...SUBJECT, dkim: { ...SUBJECT.dkim, bits: 1_024 } };
  expect(dkimOf({}, short).notes).toEqual([expect.stringContaining('1024 bits')]);
});

test('a name server that does not answer leaves it open', () => {
  expect(dkimOf({ [NAME]: 'unreachable' }).state).toBe('unknown');
});
