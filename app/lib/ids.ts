import { roomForSha1, sha1 } from './sha1.ts';

/** The bytes of the UUID 5f2d8f0e-6c0b-5b1e-9d43-0b8a51c7e7a4, in which all ids are named. */
const NAMESPACE = [
  0x5f, 0x2d, 0x8f, 0x0e, 0x6c, 0x0b, 0x5b, 0x1e, 0x9d, 0x43, 0x0b, 0x8a, 0x51, 0xc7, 0xe7, 0xa4,
];
const utf8 = new TextEncoder();
const words = new Int32Array(5);
/** In UTF-8 a unit of a text takes three bytes at most. */
const MOST_BYTES_EACH = 3;

let room = 0;
let bytes = new Uint8Array(0);
let afterNamespace = bytes;

/**
 * A UUID derived from what it names, so that naming the same thing twice gives the same id.
 * @param parts what identifies the thing, most general first; never contains personal data in clear
 *   outside the hash
 * @returns UUID version 5
 */
export function idOf(...parts: string[]): string {
  const name = parts.join('\u0000');
  makeRoom(roomForSha1(NAMESPACE.length + name.length * MOST_BYTES_EACH));
  const { written } = utf8.encodeInto(name, afterNamespace);
  sha1(bytes, NAMESPACE.length + written, words);
  return uuidOf(words);
}

/** The bytes to hash in are used again and again. */
function makeRoom(needed: number): void {
  if (needed <= room) return;
  room = Math.max(1_024, 2 * needed);
  bytes = new Uint8Array(room);
  bytes.set(NAMESPACE);
  afterNamespace = bytes.subarray(NAMESPACE.length);
}

/** The characters of an id, used again and again: put together from parts, each id would leave as many pieces behind. */
const characters: number[] = Array.from(
  `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`,
  codeOf,
);
const DIGITS = Array.from('0123456789abcdef', codeOf);

function codeOf(character: string): number {
  return character.charCodeAt(0);
}

function uuidOf([a = 0, b = 0, c = 0, d = 0]: Int32Array): string {
  const version = (b & 0xffff_0fff) | 0x5000;
  const variant = (c & 0x3fff_ffff) | 0x8000_0000;
  write16(0, a >>> 16);
  write16(4, a);
  write16(9, version >>> 16);
  write16(14, version);
  write16(19, variant >>> 16);
  write16(24, variant);
  write16(28, d >>> 16);
  write16(32, d);
  return String.fromCharCode.apply(null, characters);
}

/** Writes 16 bits as four digits. */
function write16(at: number, bits: number): void {
  characters[at] = DIGITS[(bits >>> 12) & 0xf] as number;
  characters[at + 1] = DIGITS[(bits >>> 8) & 0xf] as number;
  characters[at + 2] = DIGITS[(bits >>> 4) & 0xf] as number;
  characters[at + 3] = DIGITS[bits & 0xf] as number;
}
