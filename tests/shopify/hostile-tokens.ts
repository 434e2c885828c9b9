import { createHmac } from 'node:crypto';
import { openRandomSource } from '#tests/demo/random-source.ts';

export type TokenApp = { shop: string; apiKey: string; apiSecret: string };

/** A session token that must not be taken; `isStale` when only its time is wrong. */
export type HostileToken = { name: string; token: string; isStale: boolean };

type Parts = { head?: unknown; claims?: unknown; secret?: string; digest?: string };

const OTHER_SHOP = 'other.myshopify.com';
const CHANGED_CHARACTERS = 310;

/**
 * Tokens as an attacker who has tokens of their own, or knows how they are made, would try them: at least 510,
 * the same each time.
 */
export function hostileTokens(app: TokenApp, nowMs: number): HostileToken[] {
  const now = Math.floor(nowMs / 1000);
  const good = goodClaims(app, now);
  const head = { alg: 'HS256', typ: 'JWT' };
  const made: HostileToken[] = [];
  function add(name: string, token: string, isStale = false): void {
    made.push({ name, token, isStale });
  }
  function sign(parts: Parts): string {
    const { secret = app.apiSecret, digest = 'sha256' } = parts;
    const text = [{ head, claims: good, ...parts }]
      .flatMap((token) => [token.head, token.claims])
      .map(encoded)
      .join('.');
    return `${text}.${createHmac(digest, secret).update(text).digest('base64url')}`;
  }
  for (const [claim, values] of Object.entries(badClaims(app, now))) {
    for (const [place, value] of values.entries())
      add(`${claim} ${String(place)}`, sign({ claims: { ...good, [claim]: value } }));
  }
  for (const seconds of [11, 60, 3_600, 86_400, 1e9])
    add(
      `expired ${String(seconds)} s ago`,
      sign({ claims: { ...good, exp: now - seconds } }),
      true,
    );
  for (const alg of [
    'none',
    'None',
    'NONE',
    'nOnE',
    '',
    'hs256',
    'RS256',
    'ES256',
    'PS256',
    'EdDSA',
  ])
    for (const typ of ['JWT', undefined, 'jwt'])
      add(`alg ${alg} ${String(typ)}`, sign({ head: { alg, typ } }));
  for (const digest of ['sha384', 'sha512', 'sha1'])
    add(`digest ${digest}`, sign({ digest, head: { alg: `HS${digest.slice(3)}` } }));
  for (const invalid of [null, [], 'HS256', ['HS256'], { alg: ['HS256'] }, { alg: null }, {}, 7])
    add(`head ${JSON.stringify(invalid)}`, sign({ head: invalid }));
  for (const more of [
    { crit: ['exp'] },
    { crit: [] },
    { b64: false },
    { crit: ['b64'], b64: false },
  ])
    add(`head with ${JSON.stringify(more)}`, sign({ head: { ...head, ...more } }));
  for (const secret of ['', 'other', app.apiKey, `${app.apiSecret} `, app.apiSecret.toUpperCase()])
    add(`secret ${secret}`, sign({ secret }));
  for (const invalid of [null, [], [good], 'claims', 7, true, {}, { claims: good }, nested(1_000)])
    add(`claims ${JSON.stringify(invalid).slice(0, 20)}`, sign({ claims: invalid }));
  add('100 KB of claims', sign({ claims: { ...good, more: 'x'.repeat(100_000) } }));
  add('100 KB of head', sign({ head: { ...head, more: 'x'.repeat(100_000) } }));
  for (const [name, token] of Object.entries(misspelt(sign({})))) add(name, token);
  const genuine = sign({});
  const random = openRandomSource(2_040);
  for (let change = 0; change < CHANGED_CHARACTERS; change += 1) {
    const at = random.between(0, genuine.length - 1);
    // The dots only change the number of parts, which stands above.
    const changed = genuine[at] === 'A' ? 'B' : 'A';
    add(`character ${String(at)} changed`, genuine.slice(0, at) + changed + genuine.slice(at + 1));
  }
  return made;
}

function goodClaims({ shop, apiKey }: TokenApp, now: number): Record<string, unknown> {
  const dest = `https://${shop}`;
  const times = { exp: now + 60, nbf: now, iat: now };
  return { iss: `${dest}/admin`, dest, aud: apiKey, sub: '1', jti: 'j', sid: 's', ...times };
}

/** For each claim what it must not be; undefined is left out of the JSON. */
function badClaims({ shop, apiKey }: TokenApp, now: number): Record<string, unknown[]> {
  const dest = `https://${shop}`;
  const invalid = [undefined, null, '', 0, -1, true, [], {}, ['x'], { x: 1 }];
  const noTimes = [null, '', true, [], {}, [now], { at: now }, String(now), 'soon'];
  return {
    exp: [undefined, ...noTimes, String(now + 60)],
    nbf: [...noTimes, now + 600, now + 3_600, now * 1_000],
    iat: [...noTimes, now + 600, now + 3_600, now * 1_000],
    sub: [...invalid, ['1'], 1, '1'.repeat(101)],
    aud: [
      ...invalid,
      [apiKey],
      [apiKey, 'other'],
      { 0: apiKey },
      `${apiKey} `,
      `${apiKey}\0`,
      apiKey.toUpperCase(),
      apiKey.slice(1),
      'other-key',
    ],
    iss: [
      ...invalid,
      dest,
      [`${dest}/admin`],
      `http://${shop}/admin`,
      `${dest}/admin/x`,
      `https://${OTHER_SHOP}/admin`,
      `https://${OTHER_SHOP}@${shop}/admin`,
      `${dest}:443/admin`,
      ` ${dest}/admin`,
      `${dest}/admin\n`,
      `https://evil.example/admin?${dest}`,
    ],
    dest: [
      ...invalid,
      [dest],
      shop,
      `http://${shop}`,
      `https://${OTHER_SHOP}`,
      `${dest}/`,
      `${dest}/admin`,
      `${dest}:444`,
      `https://${OTHER_SHOP}@${shop}`,
      `https://${shop}.evil.example`,
      'https://evil.example',
      'https://evil.myshopify.io',
      'not an address',
      'https://',
      'https://[',
      'javascript:alert(1)',
      ` ${dest}`,
      `${dest}\n`,
      dest.toUpperCase(),
      `https://${'a'.repeat(100)}.myshopify.com`,
      `https://${'a'.repeat(90_000)}.myshopify.com`,
    ],
  };
}

/** A genuine token written in ways that no signature covers, or that are no token. */
function misspelt(genuine: string): Record<string, string> {
  const [head = '', claims = '', signature = ''] = genuine.split('.');
  return {
    empty: '-',
    'one part': head,
    'two parts': `${head}.${claims}`,
    'no signature': `${head}.${claims}.`,
    'four parts': `${genuine}.x`,
    'five parts': `${genuine}.x.y`,
    'a dot at the start': `.${genuine}`,
    'dots alone': '...',
    'padding at the end': `${genuine}=`,
    'padding of the head': `${head}=.${claims}.${signature}`,
    'padding of the claims': `${head}.${claims}==.${signature}`,
    'a short signature': genuine.slice(0, -1),
    'a long signature': `${genuine}A`,
    'a plus': `${head}.${claims}.+${signature.slice(1)}`,
    'a slash': `${head}.${claims}./${signature.slice(1)}`,
    'a percent': `${head}.${claims}%2e${signature}`,
    'parts swapped': `${claims}.${head}.${signature}`,
    null: 'null',
    undefined: 'undefined',
    words: 'Bearer',
    braces: '{}',
    'the claims alone': claims,
    'the signature alone': signature,
    '100 KB of dots': '.'.repeat(100_000),
    '100 KB of a': 'a'.repeat(100_000),
  };
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
