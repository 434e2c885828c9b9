import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { openKeyRing } from './key-ring.server.ts';
import type { SealedPlace } from './key-ring.ts';
import { readRootKeys, rootKey } from './root-keys.server.ts';

const ring = testKeyRing(7);
const PLACE: SealedPlace = { shop: 'a', table: 'inbox', column: 'body', row: 'k' };
const place = fc.record({
  shop: fc.string(),
  table: fc.string(),
  column: fc.string(),
  row: fc.string(),
});

function same(one: SealedPlace, other: SealedPlace): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Sealed by the app before it had several keys, under the key of 32 sevens. */
const FORMER = {
  link: 'v1:hJRQe9yNmiJobrQ8xWGxbJAnyejv7COlyz7lRrfEN4B9',
  token: 'v1:_iAxSbOhcs4Mi9Y6JMtO5IThbyfDZiPMHovtz6Pu9abA4tU',
};

describe('bytes', () => {
  test('open again in the shop, table, column and row they were sealed for, and in no other', () => {
    fc.assert(
      fc.property(fc.uint8Array(), place, place, (plain, here, there) => {
        const sealed = ring.rawBodies.seal(plain, here);
        expect(ring.rawBodies.open(sealed, here)).toEqual({
          outcome: 'opened',
          bytes: Buffer.from(plain),
        });
        if (!same(here, there))
          expect(ring.rawBodies.open(sealed, there)).toEqual({ outcome: 'altered' });
      }),
    );
  });

  test('moved to a place that differs in one part they do not open', () => {
    const sealed = ring.rawBodies.seal(Buffer.from('x'), PLACE);
    for (const part of ['shop', 'table', 'column', 'row'] as const)
      expect(ring.rawBodies.open(sealed, { ...PLACE, [part]: 'other' }).outcome).toBe('altered');
  });

  test('altered in any byte behind the mark, or cut short, they do not open', () => {
    const sealed = ring.rawBodies.seal(Buffer.from('{"a":1}'), PLACE);
    for (let at = 4; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(ring.rawBodies.open(altered, PLACE).outcome).not.toBe('opened');
      if (at >= 8)
        expect(ring.rawBodies.open(sealed.subarray(0, at), PLACE).outcome).toBe('altered');
    }
  });

  test('stored before bodies were sealed, they are given as they are', () => {
    for (const text of ['', '{"id":1}', '[1]', '<html>'])
      expect(ring.rawBodies.open(Buffer.from(text), PLACE)).toEqual({
        outcome: 'opened',
        bytes: Buffer.from(text),
      });
  });

  test('sealed by a key that is not in the ring, the key is named', () => {
    const sealed = testKeyRing(9).rawBodies.seal(Buffer.from('x'), PLACE);
    expect(ring.rawBodies.open(sealed, PLACE)).toEqual({
      outcome: 'unknown_key',
      keyId: testKeyRing(9).keyIds[0],
    });
  });
});

describe('keys that rotate', () => {
  const [before, both, after] = [testKeyRing(1), testKeyRing(2, 1), testKeyRing(2)];

  test('what the old key sealed opens while it is in the ring; the new key seals', () => {
    const sealed = before.rawBodies.seal(Buffer.from('x'), PLACE);
    const link = before.mailLinks.seal('["x"]', 'link');
    expect(both.rawBodies.open(sealed, PLACE).outcome).toBe('opened');
    expect(both.mailLinks.open(link, 'link')).toBe('["x"]');
    expect(after.rawBodies.open(sealed, PLACE).outcome).toBe('unknown_key');
    expect(after.mailLinks.open(link, 'link')).toBeNull();
    const again = both.rawBodies.seal(Buffer.from('x'), PLACE);
    expect(after.rawBodies.open(again, PLACE).outcome).toBe('opened');
    expect(after.mailLinks.open(both.mailLinks.seal('["y"]', 'link'), 'link')).toBe('["y"]');
    expect(both.mailLinks.isCurrent(link)).toBe(false);
    expect(again.subarray(0, 8).equals(both.rawBodies.currentPrefix)).toBe(true);
  });

  test('what was sealed before the ring opens by whichever key it was', () => {
    for (const keys of [testKeyRing(7), testKeyRing(2, 7), testKeyRing(7, 2)]) {
      expect(keys.mailLinks.open(FORMER.link, 'link')).toBe('["a"]');
      expect(keys.mailLinks.open(FORMER.link, 'unsubscribe')).toBeNull();
      const formerPlace = 'offline_demo.myshopify.com/access';
      expect(keys.sessionTokens.open(FORMER.token, 'anything', formerPlace)).toBe('shpat_1');
      expect(keys.sessionTokens.isCurrent(FORMER.token)).toBe(false);
    }
    expect(testKeyRing(2).mailLinks.open(FORMER.link, 'link')).toBeNull();
  });

  test('the ring is ENCRYPTION_KEYS and behind it the one key of before, each once', () => {
    const [one, two] = [1, 2].map((n) => rootKey(Buffer.alloc(32, n)));
    const text = (n: number) => Buffer.alloc(32, n).toString('base64');
    const given = { DATA_DIR: 'nowhere', ENCRYPTION_KEYS: [text(2), text(1)] };
    expect(readRootKeys({ ...given, ENCRYPTION_KEY: text(1) })).toEqual([two, one]);
    expect(readRootKeys({ DATA_DIR: 'nowhere', ENCRYPTION_KEY: text(1) })).toEqual([one]);
    expect(() => openKeyRing([])).toThrow('ENCRYPTION_KEYS');
  });
});

describe('texts', () => {
  const tokens = ring.sessionTokens;

  test('open again in their own place only, and never look the same twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        fc.string(),
        (plain, here, there) => {
          const sealed = tokens.seal(plain, here);
          expect(tokens.open(sealed, here)).toBe(plain);
          expect(tokens.seal(plain, here)).not.toBe(sealed);
          if (here !== there) expect(tokens.open(sealed, there)).toBeNull();
        },
      ),
    );
  });

  test('sealed for one purpose they do not open for another', () => {
    expect(ring.mailLinks.open(tokens.seal('x', 'a'), 'a')).toBeNull();
  });

  test('altered in any byte, spelled otherwise, cut short or not sealed at all they are refused', () => {
    const sealed = tokens.seal('shpat_1', 'a');
    const prefix = sealed.slice(0, 12);
    const bytes = Buffer.from(sealed.slice(12), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(tokens.open(prefix + altered.toString('base64url'), 'a')).toBeNull();
    }
    const strange = [`${sealed}=`, `${sealed}:`, `v1:${sealed.slice(12)}`, sealed.slice(3)];
    for (const broken of [...strange, '', 'v1:', 'v2:', prefix, 'v2:AAAA', 'shpat_1', 'v3:a:b'])
      expect(tokens.open(broken, 'a')).toBeNull();
  });
});

test('a process that has met the keys of many others still opens its own', () => {
  const own = ring.rawBodies.seal(Buffer.from('x'), PLACE);
  for (let n = 0; n < 300; n += 1) {
    const other = openKeyRing([rootKey(Buffer.alloc(32, 7))]).rawBodies;
    const plain = randomBytes(8);
    expect(ring.rawBodies.open(other.seal(plain, PLACE), PLACE)).toMatchObject({ bytes: plain });
  }
  expect(ring.rawBodies.open(own, PLACE).outcome).toBe('opened');
});
