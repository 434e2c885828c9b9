import { expect, test } from 'vitest';
import { answersOf, goodZone, subjectOf, type FakeZone } from '#tests/mail/domain-zone.ts';
import { judgeDomain } from './registry.ts';

const SUBJECT = subjectOf();

function findingsOf(zone: FakeZone, subject = SUBJECT) {
  return judgeDomain(subject, answersOf(subject, { ...goodZone(subject), ...zone }));
}

test('a domain that has everything passes all checks', () => {
  const states = Object.values(findingsOf({})).map(({ state }) => state);
  expect(states).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
});

test('a domain of nothing lacks everything, and is told what to paste for what is required', () => {
  const found = judgeDomain(SUBJECT, answersOf(SUBJECT, {}));
  for (const { state } of Object.values(found)) expect(state).toBe('missing');
  for (const { record } of [found.spf, found.dkim, found.dmarc]) expect(record).not.toBeNull();
});

test('the return address and the reply address take mail', () => {
  const subject = subjectOf('hello@fern.example', 'care@moss.example');
  expect(findingsOf({}, subject).mx).toMatchObject({
    state: 'missing',
    problems: [expect.stringContaining('moss.example takes no mail')],
  });
  expect(findingsOf({ 'MX moss.example': ['0 .'] }, subject).mx.state).toBe('missing');
  expect(findingsOf({ 'MX moss.example': ['5 a.moss.example'] }, subject).mx.state).toBe('ok');
  expect(findingsOf({ 'MX moss.example': 'unreachable' }, subject).mx.state).toBe('unknown');
});

test('a logo needs a policy that counts for all emails', () => {
  const weak = {
    'TXT _dmarc.fern.example': ['v=DMARC1; p=reject; pct=50; rua=mailto:a@fern.example'],
  };
  expect(findingsOf(weak).bimi).toMatchObject({
    state: 'wrong',
    problems: [expect.stringContaining('for all emails')],
  });
  const noLogo = { 'TXT default._bimi.fern.example': ['v=BIMI1; l=http://fern.example/logo.png'] };
  expect(findingsOf(noLogo).bimi.problems).toEqual([expect.stringContaining('SVG')]);
});

test('the policy of encryption names the mail servers', () => {
  const policy = (text: string[] | 'unreachable') => findingsOf({ 'POLICY fern.example': text });
  const lines = 'version: STSv1 mode: enforce max_age: 86400';
  expect(policy([`${lines} mx: mx.fern.example`]).mtaSts.state).toBe('ok');
  expect(policy([`${lines} mx: other.example`]).mtaSts).toMatchObject({
    state: 'wrong',
    problems: [expect.stringContaining('mx.fern.example')],
  });
  expect(policy(['<html>Not found</html>']).mtaSts.state).toBe('wrong');
  expect(policy([]).mtaSts.state).toBe('wrong');
  expect(policy('unreachable').mtaSts.state).toBe('unknown');
  const odd = { 'TXT _mta-sts.fern.example': ['v=STSv1; id=a b'] };
  expect(findingsOf(odd).mtaSts.problems).toEqual([expect.stringContaining('id=')]);
});
