import { expect, test } from 'vitest';
import { judgeSessionClaims } from './session-claims.ts';

const NOW_S = 1_795_000_000;
const GOOD = {
  iss: 'https://fern.myshopify.com/admin',
  dest: 'https://fern.myshopify.com',
  aud: 'key',
  sub: '1',
  exp: NOW_S + 60,
  nbf: NOW_S,
};

function judged(over: Record<string, unknown>): string {
  return judgeSessionClaims({ ...GOOD, ...over }, 'key', NOW_S * 1_000).outcome;
}

test.each([
  [{}, 'valid'],
  [{ exp: NOW_S - 9 }, 'valid'],
  [{ exp: NOW_S - 10 }, 'expired'],
  [{ exp: NOW_S - 11 }, 'expired'],
  [{ exp: undefined }, 'refused'],
  [{ nbf: undefined }, 'valid'],
  [{ nbf: NOW_S + 10 }, 'valid'],
  [{ nbf: NOW_S + 11 }, 'refused'],
  [{ iat: NOW_S + 11 }, 'refused'],
  [{ exp: NOW_S - 11, aud: 'other' }, 'refused'],
  [{ iss: 'https://other.myshopify.com/admin' }, 'refused'],
  [{ dest: 'not an address' }, 'refused'],
])('claims with %j are %s', (over, outcome) => {
  expect(judged(over)).toBe(outcome);
});
