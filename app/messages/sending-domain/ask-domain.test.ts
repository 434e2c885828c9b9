import { expect, test } from 'vitest';
import { goodZone, subjectOf, type FakeZone } from '#tests/mail/domain-zone.ts';
import { askDomain, type DomainPorts } from './ask-domain.server.ts';
import { judgeDomain } from './checks/registry.ts';
import { StoredAnswers } from './dns-question.ts';

const SUBJECT = subjectOf();

/** Ports over a zone that count what is asked. */
function portsOver(
  answerOf: (key: string) => string[] | 'unreachable',
): DomainPorts & { asked: string[] } {
  const asked: string[] = [];
  const port = (type: string) => (name: string) => {
    asked.push(`${type} ${name}`);
    return Promise.resolve(answerOf(`${type} ${name}`));
  };
  return { asked, resolveTxt: port('TXT'), resolveMx: port('MX'), readPolicy: port('POLICY') };
}

function zoneOver(zone: FakeZone) {
  return portsOver((key) => zone[key] ?? []);
}

test('everything is asked once, and what it leads to in the next round', async () => {
  const ports = zoneOver(goodZone(SUBJECT));
  const answers = await askDomain(SUBJECT, ports);
  expect(new Set(ports.asked).size).toBe(ports.asked.length);
  expect(ports.asked).toContain('POLICY fern.example');
  expect(ports.asked).toContain('TXT spf.operator.example');
  expect(judgeDomain(SUBJECT, answers).spf.state).toBe('ok');
});

test('includes that lead to ever more includes end', async () => {
  const ports = portsOver((key) => {
    const name = key.split(' ')[1] ?? '';
    if (!name.endsWith('fern.example') || name.startsWith('_')) return [];
    const more = Array.from({ length: 20 }, (_, n) => `include:n${String(n)}.${name}`);
    return [`v=spf1 ${more.join(' ')} -all`];
  });
  const answers = await askDomain(SUBJECT, ports);
  expect(ports.asked.length).toBeLessThanOrEqual(40);
  expect(judgeDomain(SUBJECT, answers).spf).toMatchObject({ state: 'wrong' });
});

test('hostile answers are cut to what can be stored', async () => {
  const texts = [
    ...Array.from({ length: 200 }, (_, n) => `v=spf1 include:n${String(n)}.example -all`),
    `v=spf1 ${'a'.repeat(64 * 1_024)}`,
    'v=spf1 \u0000\ud800\u202e ¡ñandú!',
  ];
  const answers = await askDomain(
    SUBJECT,
    portsOver(() => [...texts].reverse()),
  );
  const stored = JSON.stringify(answers);
  expect(Buffer.byteLength(stored)).toBeLessThan(400 * 1_024);
  expect(stored).not.toContain('\\u0000');
  expect(stored).not.toContain('\\ud800');
  expect(StoredAnswers.parse(JSON.parse(stored))).toEqual(answers);
  expect(judgeDomain(SUBJECT, answers).spf.state).toBe('wrong');
});

test('a name that is no name is not asked about', async () => {
  const zone = {
    'TXT fern.example': [
      'v=spf1 include:spf.operator.example include:../etc/passwd include:a -all',
    ],
  };
  const ports = zoneOver({ ...goodZone(SUBJECT), ...zone });
  const answers = await askDomain(SUBJECT, ports);
  expect(ports.asked.some((one) => one.includes('passwd'))).toBe(false);
  expect(judgeDomain(SUBJECT, answers).spf.state).toBe('wrong');
});

test('when time is up nothing more is asked, and what is open is not known', async () => {
  const ports = zoneOver(goodZone(SUBJECT));
  const times = [0, 9_000];
  const answers = await askDomain(SUBJECT, ports, () => times.shift() ?? 9_000);
  expect(judgeDomain(SUBJECT, answers).spf.state).toBe('unknown');
});

test('name servers that are silent leave everything open', async () => {
  const answers = await askDomain(
    SUBJECT,
    portsOver(() => 'unreachable'),
  );
  for (const { state } of Object.values(judgeDomain(SUBJECT, answers)))
    expect(state).toBe('unknown');
});
