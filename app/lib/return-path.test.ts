import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalEmail } from './email-address.ts';
import { idOf } from './ids.ts';
import { LONGEST_BOUNCE_NAME, messageIdOfReturnPath, returnPathOf } from './return-path.ts';

test('the return path of an email is an address, and leads back to its Message-ID alone', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.string(),
      fc.stringMatching(new RegExp(`^[a-z0-9]{1,${String(LONGEST_BOUNCE_NAME)}}$`)),
      (shopId, effectKey, name) => {
        const messageId = `${idOf('mail', shopId, effectKey)}@app.example`;
        const path = returnPathOf(`${name}@mail.example`, messageId);
        expect(normalEmail(path)).toBe(path);
        expect(path.indexOf('@')).toBeLessThanOrEqual(64);
        expect(messageIdOfReturnPath(path, 'app.example')).toBe(messageId);
        expect(messageIdOfReturnPath(path.toUpperCase(), 'app.example')).toBe(messageId);
      },
    ),
  );
});

test.each([
  'bounces@mail.example',
  'bounces+ada@mail.example',
  'bounces+0b8a51c7-e7a4-5b1e-9d43@mail.example',
  '0b8a51c7-e7a4-5b1e-9d43-0b8a51c7e7a4@app.example',
  'bounces+0b8a51c7-e7a4-5b1e-9d43-0b8a51c7e7a4',
  '',
])('%j is the return path of no email', (address) => {
  expect(messageIdOfReturnPath(address, 'app.example')).toBeNull();
});
