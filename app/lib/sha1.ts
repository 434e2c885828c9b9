/** Bytes of a block, and where its last eight bytes begin, which hold the length. */
const BLOCK = 64;
const LENGTH_AT = 56;

const schedule = new Int32Array(80);

/**
 * The SHA-1 of some bytes, as RFC 3174 has it: for ids that are derived from what they name, and for nothing that must be secret.
 * Written out because objects of the platform's digests outlive the collection of short-lived objects, and short texts are hashed
 * by the hundred thousand.
 * @param bytes holds what is hashed, and room for the padding: see `roomForSha1`; is written to
 * @param length how many of the bytes are hashed
 * @param into five words, the result
 */
export function sha1(bytes: Uint8Array, length: number, into: Int32Array): void {
  const end = roomForSha1(length);
  bytes[length] = 0x80;
  bytes.fill(0, length + 1, end);
  const bits = length * 8;
  for (let at = 0; at < 4; at += 1) bytes[end - 1 - at] = bits >>> (8 * at);
  into[0] = 0x67452301;
  into[1] = 0xefcdab89;
  into[2] = 0x98badcfe;
  into[3] = 0x10325476;
  into[4] = 0xc3d2e1f0;
  for (let start = 0; start < end; start += BLOCK) addBlock(bytes, start, into);
}

/** How many bytes `sha1` needs for so many that are hashed; they are at most 2^28. */
export function roomForSha1(length: number): number {
  const blocks = Math.floor((length + 1 + BLOCK - LENGTH_AT + BLOCK - 1) / BLOCK);
  return blocks * BLOCK;
}

function addBlock(bytes: Uint8Array, start: number, into: Int32Array): void {
  const w = schedule;
  for (let t = 0, at = start; t < 16; t += 1, at += 4)
    w[t] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  for (let t = 16; t < 80; t += 1) {
    const x =
      (w[t - 3] as number) ^ (w[t - 8] as number) ^ (w[t - 14] as number) ^ (w[t - 16] as number);
    w[t] = (x << 1) | (x >>> 31);
  }
  let a = into[0] as number;
  let b = into[1] as number;
  let c = into[2] as number;
  let d = into[3] as number;
  let e = into[4] as number;
  for (let t = 0; t < 80; t += 1) {
    const mixed =
      t < 20
        ? ((b & c) | (~b & d)) + 0x5a827999
        : t < 40
          ? (b ^ c ^ d) + 0x6ed9eba1
          : t < 60
            ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
            : (b ^ c ^ d) + 0xca62c1d6;
    const next = (((a << 5) | (a >>> 27)) + mixed + e + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  into[0] = ((into[0] as number) + a) | 0;
  into[1] = ((into[1] as number) + b) | 0;
  into[2] = ((into[2] as number) + c) | 0;
  into[3] = ((into[3] as number) + d) | 0;
  into[4] = ((into[4] as number) + e) | 0;
}
