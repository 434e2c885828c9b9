import { describe, expect, test } from 'vitest';
import { holdsAddress } from './holds-address.ts';

describe('a name', () => {
  test.each([
    'you won: claim at evil.example.com',
    'Claim it at https://evil.example',
    'hxxp://evil',
    'www.evil',
    'security@paypal.com',
    'security＠paypal',
    'paypal．com',
    'paypal。com',
    'PAYPAL.COM',
    'evil.co.uk/login',
    'bit.ly/x',
    'free.shop',
    '93.184.216.34',
    'call mailto:me',
    'Fern (fern.io).',
    'xn--80ak6aa92e.com',
    'пример.рф',
  ])('with an address in it is known: %s', (name) => {
    expect(holdsAddress(name)).toBe(true);
  });

  test.each([
    'Fern & Sons Ltd',
    'Ada Palmer-Jones',
    'Dr. Smith',
    'St. John’s Store',
    'J.P. Morgan',
    'Müller GmbH & Co. KG',
    'Müller GmbH & Co.KG',
    'Acme Inc.',
    'S.p.A. Rossi',
    'Kovač d.o.o.',
    'Nowak sp. z o.o.',
    'Mr.Smith',
    'No.10 Gifts',
    'Tea: black, green',
    '50/50 Design',
    '',
  ])('without one is not: %s', (name) => {
    expect(holdsAddress(name)).toBe(false);
  });
});
