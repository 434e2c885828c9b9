import { expect, test } from 'vitest';
import { answersOf, goodZone, subjectOf, type FakeZone } from '#tests/mail/domain-zone.ts';
import { judgeDomain } from './registry.ts';

const SUBJECT = subjectOf();

function spfOf(zone: FakeZone) {
  return judgeDomain(SUBJECT, answersOf(SUBJECT, { ...goodZone(SUBJECT), ...zone })).spf;
}

test('a record that includes the host is fine, and says how many look-ups it needs', () => {
  expect(spfOf({})).toMatchObject({
    state: 'ok',
    found: ['v=spf1 include:spf.operator.example ~all'],
    notes: ['It needs 1 of 10 DNS look-ups.'],
    record: null,
  });
});

test('a domain without a record gets one to paste', () => {
  expect(spfOf({ 'TXT fern.example': ['google-site-verification=1'] })).toMatchObject({
    state: 'missing',
    record: {
      type: 'TXT',
      name: 'fern.example',
      value: 'v=spf1 include:spf.operator.example ~all',
    },
  });
});

test('a record without the host is to be changed and keeps what it says', () => {
  const found = spfOf({
    'TXT fern.example': ['v=spf1 mx include:_spf.moss.example -all'],
    'TXT _spf.moss.example': ['v=spf1 ip4:192.0.2.7 -all'],
  });
  expect(found).toMatchObject({
    state: 'wrong',
    problems: ['It does not include spf.operator.example.'],
    record: { value: 'v=spf1 mx include:_spf.moss.example include:spf.operator.example -all' },
  });
});

test('two records become one', () => {
  expect(
    spfOf({
      'TXT fern.example': [
        'v=spf1 include:_spf.moss.example ~all',
        'v=spf1 include:spf.operator.example -all',
      ],
    }),
  ).toMatchObject({
    state: 'wrong',
    record: { value: 'v=spf1 include:_spf.moss.example include:spf.operator.example ~all' },
  });
});

test.each([
  ['+all', /every server/],
  ['all', /every server/],
  ['', /other servers/],
])('a record that ends in %j lets too many send', (end, problem) => {
  const found = spfOf({ 'TXT fern.example': [`v=spf1 include:spf.operator.example ${end}`] });
  expect(found.state).toBe('wrong');
  expect(found.problems).toEqual([expect.stringMatching(problem)]);
  expect(found.record?.value).toBe('v=spf1 include:spf.operator.example ~all');
});

test('a redirect stands in for what is to be done with others', () => {
  expect(
    spfOf({
      'TXT fern.example': ['v=spf1 include:spf.operator.example redirect=_spf.moss.example'],
      'TXT _spf.moss.example': ['v=spf1 -all'],
    }),
  ).toMatchObject({ state: 'ok', notes: ['It needs 2 of 10 DNS look-ups.'] });
});

test('more than ten look-ups are too many, those of included records counted as well', () => {
  const services = Array.from({ length: 5 }, (_, n) => `s${String(n)}.moss.example`);
  const zone = Object.fromEntries(
    services.map((name) => [`TXT ${name}`, ['v=spf1 a mx ip4:192.0.2.9 -all']]),
  );
  const own = `v=spf1 include:spf.operator.example ${services.map((one) => `include:${one}`).join(' ')} -all`;
  expect(spfOf({ ...zone, 'TXT fern.example': [own] })).toMatchObject({
    state: 'wrong',
    problems: [expect.stringContaining('more than 10')],
    record: null,
  });
});

test('what is included has to have a record, and must not include itself', () => {
  const gone = 'v=spf1 include:spf.operator.example include:gone.example -all';
  expect(spfOf({ 'TXT fern.example': [gone] })).toMatchObject({
    state: 'wrong',
    problems: [expect.stringContaining('gone.example')],
  });
  const loop = 'v=spf1 include:spf.operator.example include:loop.example -all';
  expect(
    spfOf({
      'TXT fern.example': [loop],
      'TXT loop.example': ['v=spf1 include:fern.example -all'],
    }),
  ).toMatchObject({ state: 'wrong', problems: [expect.stringContaining('fern.example')] });
});

test('a name server that does not answer leaves it open, whether of the domain or of what it includes', () => {
  expect(spfOf({ 'TXT fern.example': 'unreachable' })).toMatchObject({ state: 'unknown' });
  expect(spfOf({ 'TXT spf.operator.example': 'unreachable' })).toMatchObject({
    state: 'unknown',
    problems: [expect.stringContaining('spf.operator.example')],
  });
});

test('nothing after all is read, and a name with a macro is not asked about', () => {
  expect(
    spfOf({
      'TXT fern.example': [
        'v=spf1 include:spf.operator.example include:%{d}.moss.example -all include:gone.example',
      ],
    }),
  ).toMatchObject({ state: 'ok', notes: ['It needs 2 of 10 DNS look-ups.'] });
});
