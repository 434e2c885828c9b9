import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { clientAddress } from './client-address.ts';

describe('requests are counted under', () => {
  test.each([
    ['the connection, without a proxy', null, '203.0.113.7', 0, '203.0.113.7'],
    [
      'the connection, whatever a direct sender claims',
      '198.51.100.1',
      '203.0.113.7',
      0,
      '203.0.113.7',
    ],
    ['the entry that the one proxy wrote', 'claimed, 198.51.100.1', '10.0.0.1', 1, '198.51.100.1'],
    [
      'the entry before that of the second proxy',
      '1.1.1.1, 198.51.100.1, 192.0.2.5',
      '10.0.0.1',
      2,
      '198.51.100.1',
    ],
    ['the connection, when the proxy wrote nothing', null, '10.0.0.1', 1, '10.0.0.1'],
    ['the connection, when the header is nonsense', 'a, b, c', '10.0.0.1', 1, '10.0.0.1'],
    [
      'the first entry, when there are fewer than proxies',
      '198.51.100.1',
      '10.0.0.1',
      3,
      '198.51.100.1',
    ],
    ['an IPv4 address without its port', '198.51.100.1:4711', '10.0.0.1', 1, '198.51.100.1'],
    ['an IPv4 address that is written as IPv6', null, '::ffff:203.0.113.7', 0, '203.0.113.7'],
    [
      'the /64 network of an IPv6 address',
      '[2001:db8:1:2:aaaa::1]:443',
      '10.0.0.1',
      1,
      '2001:db8:1:2::',
    ],
    ['one name, when nothing can be read', 'nonsense', null, 1, 'unknown'],
  ])('%s', (_, forwardedFor, socketAddress, hops, counted) => {
    expect(clientAddress({ forwardedFor, socketAddress }, hops)).toBe(counted);
  });

  test('nothing that the sender makes up changes what is counted', () => {
    const trusted = '198.51.100.1';
    fc.assert(
      fc.property(fc.string(), (claimed) => {
        const forwardedFor = `${claimed}, ${trusted}`;
        return clientAddress({ forwardedFor, socketAddress: '10.0.0.1' }, 1) === trusted;
      }),
    );
  });
});
