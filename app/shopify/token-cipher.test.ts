import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenCipher } from './token-cipher.server.ts';

const cipher = tokenCipher(randomBytes(32));

test('what was sealed opens again in its own place only', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (plain, context, other) => {
      const sealed = cipher.seal(plain, context);
      expect(cipher.open(sealed, context)).toBe(plain);
      if (other !== context) expect(cipher.open(sealed, other)).toBeNull();
    }),
  );
});

test('another key does not open it', () => {
  expect(tokenCipher(randomBytes(32)).open(cipher.seal('shpat_1', 'a'), 'a')).toBeNull();
});

test('the same text never looks the same twice, and never like itself', () => {
  expect(cipher.seal('shpat_1', 'a')).not.toBe(cipher.seal('shpat_1', 'a'));
  expect(cipher.seal('shpat_1', 'a')).not.toContain('shpat_1');
});

test('a text altered in any byte, cut short or not sealed at all is refused', () => {
  const sealed = cipher.seal('shpat_1', 'a');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(cipher.open(`v1:${altered.toString('base64url')}`, 'a')).toBeNull();
  }
  for (const broken of ['', 'v1:', 'v1:AAAA', 'v2:AAAA', 'shpat_1'])
    expect(cipher.open(broken, 'a')).toBeNull();
});
