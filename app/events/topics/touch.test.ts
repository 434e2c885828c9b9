import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { touchOf } from './touch.ts';

const AT = Date.UTC(2026, 9, 1);

describe('how a visitor came', () => {
  test.each([
    [
      '/products/trail?utm_source=News&utm_medium=Email&utm_campaign=Autumn',
      null,
      {
        source: 'news',
        medium: 'email',
        campaign: 'Autumn',
        landing: '/products/trail',
        referrer: null,
      },
    ],
    [
      '/?gclid=abc',
      'https://www.google.com/',
      { source: 'google', medium: 'paid', campaign: null, landing: '/', referrer: 'google.com' },
    ],
    [
      '/collections/all',
      'https://www.google.co.uk/search?q=shoes',
      {
        source: 'google',
        medium: 'organic',
        landing: '/collections/all',
        referrer: 'google.co.uk',
      },
    ],
    [
      '/',
      'https://blog.example.com/best-shoes?mail=ada@example.com',
      { source: 'blog.example.com', medium: 'referral', referrer: 'blog.example.com' },
    ],
    ['/', null, { source: 'direct', medium: null, landing: '/', referrer: null }],
    [null, 'https://blog.example.com/', { source: 'blog.example.com', landing: null }],
    ['https://shop.example/a?utm_source=x', null, { source: 'x', landing: '/a' }],
  ])('%s from %s', (landing, referrer, expected) => {
    expect(touchOf(landing, referrer, AT)).toMatchObject({ ...expected, at: AT });
  });

  test.each([
    [null, null],
    [null, 'not an address'],
  ])('%s from %s says nothing', (landing, referrer) => {
    expect(touchOf(landing, referrer, AT)).toBeNull();
  });

  test('whatever the addresses, it is small', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        fc.webUrl({ withQueryParameters: true }),
        (query, referrer) => {
          const landing = `/${query}?utm_source=${query}&utm_campaign=${query}`;
          expect(JSON.stringify(touchOf(landing, referrer, AT)).length).toBeLessThanOrEqual(420);
        },
      ),
    );
  });
});
