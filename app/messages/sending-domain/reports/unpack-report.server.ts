import { gunzipSync, inflateRawSync } from 'node:zlib';
import { MOST_PACKED_BYTES, MOST_REPORT_BYTES } from './dmarc-report.ts';

export type UnpackedReport =
  { outcome: 'unpacked'; text: string } | { outcome: 'unreadable' } | { outcome: 'too_large' };

/** The end of a zip archive, its list of files, and a file in it (APPNOTE 4.3). */
const ZIP_END = 0x06054b50;
const ZIP_ENTRY = 0x02014b50;
const ZIP_FILE = 0x04034b50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;

/** The XML of a report as receivers send it: packed by gzip or zip, or as it is. */
export function unpackReport(bytes: Buffer): UnpackedReport {
  if (bytes.length > MOST_PACKED_BYTES) return { outcome: 'too_large' };
  try {
    const xml = contentOf(bytes);
    if (xml === null) return { outcome: 'unreadable' };
    return { outcome: 'unpacked', text: new TextDecoder('utf-8', { fatal: true }).decode(xml) };
  } catch (error) {
    const isLong = error instanceof RangeError && codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
    return { outcome: isLong ? 'too_large' : 'unreadable' };
  }
}

/** @throws when what is packed is damaged, or longer than a report may be */
function contentOf(bytes: Buffer): Buffer | null {
  const limit = { maxOutputLength: MOST_REPORT_BYTES };
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0x1f8b) return gunzipSync(bytes, limit);
  if (bytes.length <= END_BYTES || bytes.readUInt32LE(0) !== ZIP_FILE) return bytes;
  const entry = firstEntry(bytes);
  if (entry === null) return null;
  const packed = bytes.subarray(entry.from, entry.from + entry.length);
  if (entry.method === STORED) return packed;
  return entry.method === DEFLATED ? inflateRawSync(packed, limit) : null;
}

/** The first file of an archive, by its list: what stands before the file itself may leave out its length. */
function firstEntry(bytes: Buffer): { method: number; from: number; length: number } | null {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== ZIP_END) return null;
  const entry = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt32LE(entry) !== ZIP_ENTRY) return null;
  const isEncrypted = (bytes.readUInt16LE(entry + 8) & 1) === 1;
  const file = bytes.readUInt32LE(entry + 42);
  if (isEncrypted || bytes.readUInt32LE(file) !== ZIP_FILE) return null;
  return {
    method: bytes.readUInt16LE(entry + 10),
    length: bytes.readUInt32LE(entry + 20),
    from: file + 30 + bytes.readUInt16LE(file + 26) + bytes.readUInt16LE(file + 28),
  };
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
