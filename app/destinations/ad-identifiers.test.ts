import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { adEmail, adPhone } from './ad-identifiers.ts';

// Inputs and hashes as the platforms' own documents give them (see the addresses in ad-identifiers.ts).
test.each([
  [
    'meta',
    'John_Smith@gmail.com',
    'john_smith@gmail.com',
    '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f',
  ],
  [
    'google',
    'cloudy.sanfrancisco+shopping@gmail.com',
    'cloudysanfrancisco@gmail.com',
    '223ebda6f6889b1494551ba902d9d381daf2f642bae055888e96343d53e9f9c4',
  ],
  [
    'google',
    'alexz@example.com',
    'alexz@example.com',
    '509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a',
  ],
] as const)('%s hashes %s as its documents do', (platform, given, normal, hash) => {
  expect(adEmail(platform, given)).toBe(normal);
  expect(createHash('sha256').update(normal).digest('hex')).toBe(hash);
});

test.each([
  [
    'meta',
    '+1 (650) 555-1212',
    '16505551212',
    'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176',
  ],
  [
    'google',
    '+1 800 555 0100',
    '+18005550100',
    'fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30',
  ],
] as const)('%s hashes the number %s as its documents do', (platform, given, normal, hash) => {
  expect(adPhone(platform, given)).toBe(normal);
  expect(createHash('sha256').update(normal).digest('hex')).toBe(hash);
});

test.each([
  ['google', ' User.Name+NYC@Example.com ', 'user.name+nyc@example.com'],
  ['google', 'A.B.C@GoogleMail.com', 'abc@googlemail.com'],
  ['google', '+x@gmail.com', null],
  ['google', 'a.b@gmail.com.example', 'a.b@gmail.com.example'],
  ['meta', 'A.B+c@gmail.com', 'a.b+c@gmail.com'],
  ['meta', '=cmd()', null],
  ['meta', '', null],
] as const)('%s takes the address "%s" as %s', (platform, given, normal) => {
  expect(adEmail(platform, given)).toBe(normal);
});

test.each([
  ['meta', '0151 234', null],
  ['meta', '+44 20 7946 0000', '442079460000'],
  ['google', '000000', null],
] as const)('%s takes the number "%s" as %s', (platform, given, normal) => {
  expect(adPhone(platform, given)).toBe(normal);
});
