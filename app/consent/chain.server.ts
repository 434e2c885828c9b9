import { createHash } from 'node:crypto';
import type { ConsentState } from '#app/events/event.ts';
import type { ChainCheck, ChainEnd } from './chain.ts';

/** What one person agreed to or refused, as it is kept. Times are epoch milliseconds. */
export type ConsentEntry = {
  id: string;
  channel: 'email' | 'sms';
  state: ConsentState;
  /** When it was given. */
  at: number;
  /** When it was written down. */
  recordedAt: number;
  /** Whose consent it is, as it was received: `email:ada@shop.example`; null when it was not recorded. */
  subject: string | null;
  source: string | null;
  wording: string | null;
  page: string | null;
};

/**
 * What ties an entry to the one before it. `digest` stands for all that is personal, made with a salt of its
 * own: without the salt it cannot be found out by trying what it was made of, so erasing both leaves nothing.
 */
export type ConsentProof = {
  /** Its place in the shop's chain, from 1. */
  seq: number;
  salt: string | null;
  digest: string;
  /** The hash of the entry before; null for the first. */
  previous: string | null;
  hash: string;
};

export type ProvenConsent = ConsentEntry & ConsentProof & { erasedAt: number | null };

export const NO_CHAIN: ChainEnd = { length: 0, head: null };

/**
 * The proof of an entry that is written after `end`.
 * @param salt a random text that is used for no other entry
 */
export function proofOf(
  shopId: string,
  end: ChainEnd,
  entry: ConsentEntry,
  salt: string,
): ConsentProof {
  const seq = end.length + 1;
  const digest = digestOf(entry, salt);
  return { seq, salt, digest, previous: end.head, hash: hashOf(shopId, entry, seq, end, digest) };
}

/**
 * Verifies a chain and finds the first place at which it was tampered with: an entry that is missing, that is
 * not as it was written, or that does not follow from the one before. Entries of which the personal part was
 * erased still hold their place, and are counted.
 * @param rows in the order of the chain, all that follow `from`
 */
export function verifyChain(
  shopId: string,
  rows: Iterable<ProvenConsent>,
  from: ChainEnd = NO_CHAIN,
): ChainCheck {
  let end = from;
  let erased = 0;
  for (const row of rows) {
    const seq = end.length + 1;
    if (row.seq !== seq) return { outcome: 'broken', seq, fault: 'missing' };
    if (row.previous !== end.head) return { outcome: 'broken', seq, fault: 'unlinked' };
    if (!isAsWritten(shopId, row)) return { outcome: 'broken', seq, fault: 'altered' };
    if (row.salt === null) erased += 1;
    end = { length: seq, head: row.hash };
  }
  return { outcome: 'intact', end, erased };
}

/** Whether a verified chain ends where it should: entries taken off its end leave no other trace. */
export function endsAt(check: ChainCheck, recorded: ChainEnd): ChainCheck {
  if (check.outcome === 'broken') return check;
  const { length, head } = check.end;
  if (length === recorded.length && head === recorded.head) return check;
  return { outcome: 'broken', seq: Math.min(length, recorded.length) + 1, fault: 'missing' };
}

/** Whether an entry is what was written down at its place, or was properly erased. */
export function isAsWritten(shopId: string, row: ProvenConsent): boolean {
  const { salt, seq, previous: head } = row;
  if (row.hash !== hashOf(shopId, row, seq, { length: seq - 1, head }, row.digest)) return false;
  if (salt !== null) return row.erasedAt === null && row.digest === digestOf(row, salt);
  const { erasedAt, subject, source, wording, page } = row;
  return (
    erasedAt !== null && subject === null && source === null && wording === null && page === null
  );
}

function digestOf({ subject, source, wording, page }: ConsentEntry, salt: string): string {
  return sha256([salt, subject, source, wording, page]);
}

function hashOf(
  shopId: string,
  { id, channel, state, at, recordedAt }: ConsentEntry,
  seq: number,
  { head }: ChainEnd,
  digest: string,
): string {
  const times = [String(at), String(recordedAt)];
  return sha256([shopId, head, String(seq), id, channel, state, ...times, digest]);
}

/** Of a list of texts in the one form that JSON has for it, so that no two lists are written alike. */
function sha256(parts: (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
