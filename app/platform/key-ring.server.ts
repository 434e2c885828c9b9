import type { SealedPlace } from './key-ring.ts';
import { codeMaker, type CodeMaker } from './code-maker.server.ts';
import { purposeKey, type PurposeKey } from './purpose-key.server.ts';
import { deriveKey, type KeyPurpose, type RootKey } from './root-keys.server.ts';

/** What opening gave. A key that this process does not know may be known to another, or again tomorrow. */
export type OpenedBytes =
  | { outcome: 'opened'; bytes: Buffer }
  | { outcome: 'unknown_key'; keyId: string }
  | { outcome: 'altered' };

/** Seals short texts; `place` says where the text belongs, or what it is for. */
export type TextSealer = {
  seal(plain: string, place: string): string;
  /**
   * @param formerPlace what the place was called before there were several keys
   * @returns the text, or null when it was sealed by a key that is not in the ring, for another place, or altered
   */
  open(sealed: string, place: string, formerPlace?: string): string | null;
  /** Whether a text is sealed by the key that seals now. */
  isCurrent(sealed: string): boolean;
};

/** Seals bytes for a column. */
export type ByteSealer = {
  seal(plain: Uint8Array, place: SealedPlace): Buffer;
  /** Opens what was sealed for this place; what was stored before bodies were sealed is given as it is. */
  open(sealed: Buffer, place: SealedPlace): OpenedBytes;
  /** How every value begins that the key that seals now has sealed. */
  currentPrefix: Buffer;
};

/** The keys of a process: the first seals, each opens what it once sealed. */
export type KeyRing = {
  /** Ids, the key that seals first. */
  keyIds: readonly string[];
  sessionTokens: TextSealer;
  mailLinks: TextSealer;
  rawBodies: ByteSealer;
  /** Of identifiers that were erased. */
  erasedCodes: CodeMaker;
  /** Of discount codes: who knows some cannot work out another. */
  offerCodes: CodeMaker;
};

/** How sealed bytes begin: a byte that begins no JSON, two letters and the form. The key's id follows. */
const MAGIC = Buffer.from([0, 0x54, 0x4b, 2]);
const PREFIX_BYTES = 8;

/** @param roots the key that seals first; at least one */
export function openKeyRing(roots: readonly RootKey[]): KeyRing {
  return {
    keyIds: roots.map(({ id }) => id),
    sessionTokens: textSealer(keysFor(roots, 'session-tokens/v1')),
    mailLinks: textSealer(keysFor(roots, 'mail-links/v1')),
    rawBodies: byteSealer(keysFor(roots, 'raw-bodies/v1')),
    erasedCodes: codeMaker(roots.map((root) => deriveKey(root, 'erased-codes/v1'))),
    offerCodes: codeMaker(roots.map((root) => deriveKey(root, 'offer-codes/v1'))),
  };
}

/** The place as the text that a value is bound to; no two places have the same. */
export function placeText({ shop, table, column, row }: SealedPlace): string {
  return JSON.stringify([shop, table, column, row]);
}

/** Whether bytes have the form of sealed ones. */
function isSealed(bytes: Buffer): boolean {
  return bytes.length >= PREFIX_BYTES && bytes.subarray(0, MAGIC.length).equals(MAGIC);
}

type Keys = { current: PurposeKey; all: readonly PurposeKey[] };

function keysFor(roots: readonly RootKey[], purpose: KeyPurpose): Keys {
  const all = roots.map((root) => purposeKey(root, purpose));
  const [current] = all;
  if (!current) throw new Error('A key ring needs at least one key. Set ENCRYPTION_KEYS.');
  return { current, all };
}

function byteSealer({ current, all }: Keys): ByteSealer {
  const currentPrefix = Buffer.concat([MAGIC, Buffer.from(current.id, 'hex')]);
  return {
    currentPrefix,
    seal: (plain, place) => Buffer.concat([currentPrefix, current.seal(plain, placeText(place))]),
    open(sealed, place) {
      if (!isSealed(sealed)) return { outcome: 'opened', bytes: sealed };
      const keyId = sealed.toString('hex', MAGIC.length, PREFIX_BYTES);
      const key = all.find(({ id }) => id === keyId);
      if (!key) return { outcome: 'unknown_key', keyId };
      const bytes = key.open(sealed.subarray(PREFIX_BYTES), placeText(place));
      return bytes ? { outcome: 'opened', bytes } : { outcome: 'altered' };
    },
  };
}

function textSealer({ current, all }: Keys): TextSealer {
  const prefix = `v2:${current.id}:`;
  return {
    seal: (plain, place) => prefix + current.seal(Buffer.from(plain), place).toString('base64url'),
    open(sealed, place, formerPlace = place) {
      const [form, ...rest] = sealed.split(':');
      const [keyId, text] = form === 'v2' ? rest : [null, rest[0]];
      if ((form !== 'v1' && form !== 'v2') || text === undefined) return null;
      const bytes = Buffer.from(text, 'base64url');
      // The last character has bits to spare; only the one spelling that was made is good.
      if (bytes.toString('base64url') !== text || rest.length !== (form === 'v2' ? 2 : 1))
        return null;
      for (const key of all) {
        if (keyId !== null && key.id !== keyId) continue;
        const plain = form === 'v2' ? key.open(bytes, place) : key.openFormer(bytes, formerPlace);
        if (plain) return plain.toString('utf8');
      }
      return null;
    },
    isCurrent: (sealed) => sealed.startsWith(prefix),
  };
}
