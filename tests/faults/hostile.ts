import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { RandomSource } from '#tests/demo/random-source.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { API_SECRET } from '#tests/stack/stack.ts';
import { webhookCall, type Call, type SignedWebhook } from './caller.ts';

const MEGABYTE = 1024 * 1024;
const BASE64_DIGITS = 44;
const BITS = 8;

/** About 400 requests that look like a webhook of a shop and are none. */
export function forgeries(genuine: SignedWebhook): Call[] {
  const right = webhookCall(genuine);
  const signature = signatureOf(right);
  const body = Buffer.from(genuine.body);
  const signed = (value: string | string[] | null): Call => ({
    ...right,
    headers: { ...right.headers, 'x-shopify-hmac-sha256': value },
  });
  const sent = (over: Uint8Array | string): Call => ({ ...right, body: over });
  const digest = createHmac('sha256', API_SECRET).update(body);
  return [
    ...flippedBits(signature).map(signed),
    ...Array.from({ length: BASE64_DIGITS }, (_, length) =>
      signed(signature.slice(0, length) || null),
    ),
    signed(digest.digest('hex')),
    signed([signature, signature]),
    signed(`${signature},${signature}`),
    signed(` ${signature}=`),
    signed(signature.toLowerCase()),
    signed(`sha256=${signature}`),
    signed(''),
    signed('x'.repeat(8_000)),
    // The signature of a cookie, as an older library could be made to take it.
    signed(createHmac('sha256', API_SECRET).update('shopify_app_state').digest('base64')),
    webhookCall({ ...genuine, secret: 'another secret' }),
    webhookCall({ ...genuine, secret: '' }),
    sent(''),
    sent(Buffer.concat([body, Buffer.from(' ')])),
    sent(Buffer.concat([Buffer.from('\uFEFF'), body])),
    sent(body.subarray(0, -1)),
    sent(gzipSync(body)),
    sent(Buffer.from(body.toString('utf8'), 'utf16le')),
    sent(JSON.stringify(JSON.parse(body.toString('utf8')), null, 2)),
    sent(Buffer.alloc(3 * MEGABYTE, 'x')),
    ...['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method): Call => ({ ...right, method })),
    ...Object.keys(right.headers ?? {})
      .filter((name) => name !== 'x-shopify-triggered-at')
      .flatMap((name): Call[] => [
        { ...right, headers: { ...right.headers, [name]: null } },
        { ...right, headers: { ...right.headers, [name]: '' } },
        { ...right, headers: { ...right.headers, [name]: 'y'.repeat(300) } },
      ]),
  ];
}

/** What a stranger may get as an answer: not signed, not understood, not that way, too much. */
export const REFUSALS: ReadonlySet<number> = new Set([400, 401, 405, 408, 413, 431]);

/** A request of random parts, never with a right signature. */
export function fuzzWebhook(genuine: SignedWebhook, random: RandomSource): Call {
  const right = webhookCall(genuine);
  const bytes = Buffer.from(genuine.body);
  for (let change = 0; change <= random.between(0, 8); change += 1)
    bytes[random.between(0, bytes.length - 1)] = random.between(0, 255);
  const corrupted = (value: string): string =>
    [...value]
      .map((char) => (random.happens(0.1) ? String.fromCharCode(random.between(33, 126)) : char))
      .join('');
  const headers = Object.entries(right.headers ?? {}).flatMap(
    ([name, value]): [string, string | null][] =>
      random.happens(0.1)
        ? [[name, null]]
        : [
            [
              name,
              typeof value === 'string' && random.happens(0.3) ? corrupted(value) : String(value),
            ],
          ],
  );
  // The body is another, so that the signature is wrong whatever the headers became.
  return { body: Buffer.concat([bytes, Buffer.from('!')]), headers: Object.fromEntries(headers) };
}

/** Replaces a value by one that no real sender would write there. */
const STRANGE_VALUES: readonly ((value: unknown) => unknown)[] = [
  () => undefined,
  () => null,
  () => 'text',
  () => -1,
  () => 1e308,
  () => '9'.repeat(400),
  () => Number.MAX_SAFE_INTEGER + 2,
  () => true,
  () => [],
  () => ({}),
  () => '\u0000',
  () => '\ud800 half',
  () => '2026-13-45T99:99:99Z',
  () => 'NaN',
  (value) => [value],
  (value) => ({ value }),
  () => ({ constructor: { prototype: { polluted: true } } }),
];

/** A readable payload with one to three of its values, at any depth, replaced by strange ones; as the text of a body. */
export function mutatePayload(payload: Payload, random: RandomSource): string {
  const copy: unknown = structuredClone(payload);
  for (let change = 0; change <= random.between(0, 2); change += 1) corruptValue(copy, random);
  const text = JSON.stringify(copy);
  if (random.happens(0.02))
    return text.replace('{', `{"deep":${'['.repeat(10_000)}${']'.repeat(10_000)},`);
  if (random.happens(0.02)) return text.replace('{', '{"__proto__":{"polluted":true},');
  if (random.happens(0.02)) return text.slice(0, random.between(0, text.length));
  return text;
}

function corruptValue(inside: unknown, random: RandomSource): void {
  let holder = inside as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(holder);
    if (keys.length === 0) return;
    const key = random.pick(keys);
    const value = holder[key];
    if (typeof value === 'object' && value !== null && random.happens(0.8)) {
      holder = value as Record<string, unknown>;
      continue;
    }
    holder[key] = random.pick(STRANGE_VALUES)(value);
    return;
  }
}

function signatureOf({ headers }: Call): string {
  const value = headers?.['x-shopify-hmac-sha256'];
  if (typeof value !== 'string') throw new Error('A webhook is signed.');
  return value;
}

/** The signature with each of its 256 bits turned over. */
function flippedBits(signature: string): string[] {
  const digest = Buffer.from(signature, 'base64');
  return Array.from({ length: digest.length * BITS }, (_, bit) => {
    const other = Buffer.from(digest);
    const byte = Math.floor(bit / BITS);
    other[byte] = (other[byte] ?? 0) ^ (1 << (bit % BITS));
    return other.toString('base64');
  });
}
