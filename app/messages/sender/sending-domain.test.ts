import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { chooseSender, wantedDomain } from './choose-sender.ts';
import {
  domainAfter,
  findDkim,
  findSpf,
  nextCheckAt,
  recordsOf,
  selectorOf,
  type DomainFindings,
  type MailOperator,
  type RecordFinding,
  type SendingDomain,
  type TxtAnswer,
} from './sending-domain.ts';

const operator: MailOperator = {
  address: 'mail@operator.example',
  spfHost: 'spf.operator.example',
  bounceDomain: null,
  key: { privateKey: 'secret', publicKey: 'QUJD' },
};
const shop = {
  id: '0190c0de-0000-7000-8000-000000000001',
  name: 'Fern & Fell',
  domain: 'fern.myshopify.com',
  email: 'owner@fern.example',
};
const sender = { name: 'Fern', address: 'hello@fern.example', replyTo: null };
const NOW = Date.UTC(2026, 10, 28);

function domain(over: Partial<SendingDomain> = {}): SendingDomain {
  const known = { findings: null, checkedAt: null, provenAt: null, createdAt: NOW };
  return { domain: 'fern.example', state: 'unproven', ...known, ...over };
}

describe('the record that lets the operator send', () => {
  test.each<[TxtAnswer, RecordFinding]>([
    [['v=spf1 include:spf.operator.example ~all'], 'found'],
    [['google-site-verification=x', 'V=SPF1 mx +include:SPF.operator.example -all'], 'found'],
    [['v=spf1 include:spf.google.com ~all'], 'different'],
    [['v=spf1 include:spf.operator.example.evil.example ~all'], 'different'],
    [['v=spf1 -include:spf.operator.example ~all'], 'different'],
    [['v=spf1 include:spf.operator.example', 'v=spf1 -all'], 'several'],
    [['v=spf10 include:spf.operator.example'], 'missing'],
    [[], 'missing'],
    ['unreachable', 'unreachable'],
  ])('in %j is %s', (texts, finding) => {
    expect(findSpf(texts, operator.spfHost)).toBe(finding);
  });
});

describe('the key that mails are signed with', () => {
  test.each<[TxtAnswer, RecordFinding]>([
    [['v=DKIM1; k=rsa; p=QUJD'], 'found'],
    [['v=DKIM1;p=QU JD ;'], 'found'],
    [['v=DKIM1; k=rsa; p=QUJE'], 'different'],
    [['v=DKIM1; k=rsa; p='], 'different'],
    [['v=DKIM1; k=ed25519; p=QUJD'], 'different'],
    [['v=DKIM1; p=QUJD', 'v=DKIM1; p=QUJD'], 'several'],
    [[], 'missing'],
    ['unreachable', 'unreachable'],
  ])('in %j is %s', (texts, finding) => {
    expect(findDkim(texts, 'QUJD')).toBe(finding);
  });

  test('stands under a name of the shop’s own, so that no other shop is proven by it', () => {
    const other = '0190c0de-0000-7000-8000-000000000002';
    const [mine, theirs] = [shop.id, other].map((id) => recordsOf('fern.example', id, operator));
    expect(mine?.dkim.name).not.toBe(theirs?.dkim.name);
    expect(mine?.dkim.name.split('.')[0]?.length).toBeLessThanOrEqual(63);
    expect(recordsOf('fern.example', shop.id, { ...operator, key: null })).toBeNull();
  });
});

describe('a domain', () => {
  const all: DomainFindings = { spf: 'found', dkim: 'found' };
  const proven = domain({ state: 'proven', provenAt: NOW });

  test.each<[string, SendingDomain, DomainFindings, number, SendingDomain['state']]>([
    ['is proven by both records', domain(), all, NOW, 'proven'],
    ['is not proven by one', domain(), { spf: 'found', dkim: 'missing' }, NOW, 'unproven'],
    ['fails at once when a record is gone', proven, { ...all, spf: 'missing' }, NOW, 'failing'],
    [
      'fails at once when a record is another',
      proven,
      { ...all, dkim: 'different' },
      NOW,
      'failing',
    ],
    ['is trusted while DNS is away', proven, { ...all, dkim: 'unreachable' }, NOW + DAY, 'proven'],
    [
      'is not trusted for long while DNS is away',
      proven,
      { spf: 'unreachable', dkim: 'unreachable' },
      NOW + 4 * DAY,
      'failing',
    ],
    ['that fails is proven again', domain({ state: 'failing', provenAt: NOW }), all, NOW, 'proven'],
    [
      'is not proven by silence',
      domain(),
      { spf: 'unreachable', dkim: 'unreachable' },
      NOW,
      'unproven',
    ],
  ])('%s', (_title, known, findings, now, state) => {
    expect(domainAfter(known, findings, now)).toMatchObject({ state, findings, checkedAt: now });
  });

  test('is looked at again for as long as it is wanted', () => {
    expect(nextCheckAt(domain(), NOW)).toBe(NOW + HOUR);
    expect(nextCheckAt(domain(), NOW + 30 * DAY)).toBe(NOW + 31 * DAY);
    expect(nextCheckAt(proven, NOW)).toBe(NOW + 6 * HOUR);
  });
});

describe('a mail', () => {
  test('leaves from the sender’s own domain only while it is proven', () => {
    const own = chooseSender(shop, sender, 'proven', operator);
    expect(own.from).toEqual({ name: 'Fern', address: 'hello@fern.example' });
    expect(own.dkim).toEqual({ domain: 'fern.example', selector: selectorOf(shop.id) });
    for (const state of ['unproven', 'failing', null] as const) {
      expect(chooseSender(shop, sender, state, operator)).toEqual({
        from: { name: 'Fern', address: operator.address },
        replyTo: 'hello@fern.example',
        dkim: null,
      });
    }
  });

  test.each(['gmail.com', 'GoogleMail.com', 'outlook.com', 'web.de', 'operator.example'])(
    'never leaves from %s',
    (at) => {
      const anyones = { ...sender, address: `fern@${at}` };
      expect(wantedDomain(anyones, operator)).toBeNull();
      expect(chooseSender(shop, anyones, 'proven', operator)).toMatchObject({
        from: { address: operator.address },
        replyTo: `fern@${at}`,
      });
    },
  );

  test('is in the shop’s name, and answers reach the shop, while no sender is set', () => {
    expect(chooseSender(shop, null, null, operator)).toEqual({
      from: { name: 'Fern & Fell', address: operator.address },
      replyTo: 'owner@fern.example',
      dkim: null,
    });
  });

  test('is in no name that holds an address', () => {
    const named = { ...shop, name: 'PayPal <service@paypal.com>' };
    expect(chooseSender(named, null, null, operator).from.name).toBe('fern');
  });
});
