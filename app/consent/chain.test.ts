import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chains, SHOP } from '#tests/arbitraries/consent.ts';
import { endsAt, verifyChain, NO_CHAIN, type ProvenConsent } from './chain.server.ts';
import type { ChainCheck } from './chain.ts';

const HISTORIES = process.env.NIGHTLY === '1' ? 10_000 : 1_000;

type Chain = { rows: ProvenConsent[]; end: { length: number; head: string | null } };

function check({ rows, end }: Chain): ChainCheck {
  return endsAt(verifyChain(SHOP, rows), end);
}

/** A chain and one of its places. */
const chainsAt = chains.chain((chain) =>
  fc.record({ chain: fc.constant(chain), place: fc.nat(chain.rows.length - 1) }),
);

/** Every field that is shown as proof, and every field of the proof itself. */
const FIELDS = [
  'id',
  'channel',
  'state',
  'at',
  'recordedAt',
  'subject',
  'source',
  'wording',
  'page',
  'seq',
  'salt',
  'digest',
  'previous',
  'hash',
  'erasedAt',
] as const satisfies (keyof ProvenConsent)[];

test('a chain that was not changed is intact, read in one piece or in two', () => {
  fc.assert(
    fc.property(chainsAt, ({ chain, place }) => {
      expect(check(chain)).toEqual({ outcome: 'intact', end: chain.end, erased: 0 });
      const begun = verifyChain(SHOP, chain.rows.slice(0, place));
      const from = begun.outcome === 'intact' ? begun.end : NO_CHAIN;
      expect(verifyChain(SHOP, chain.rows.slice(place), from)).toMatchObject({ end: chain.end });
    }),
    { numRuns: HISTORIES },
  );
});

test('an edit of any field of any entry is found at that entry', () => {
  fc.assert(
    fc.property(
      chainsAt,
      fc.constantFrom(...FIELDS),
      fc.string({ minLength: 1 }),
      fc.integer({ min: 1, max: 1_000 }),
      ({ chain, place }, field, text, number) => {
        const rows = chain.rows.map((row, index) => {
          if (index !== place) return row;
          const was = row[field];
          const other =
            typeof was === 'number' ? was + number : was === null ? text : `${was}${text}`;
          return { ...row, [field]: other };
        });
        expect(check({ ...chain, rows })).toMatchObject({ outcome: 'broken', seq: place + 1 });
      },
    ),
    { numRuns: HISTORIES },
  );
});

test('a proof that is taken away is found, wherever it stood, even at the end', () => {
  fc.assert(
    fc.property(chainsAt, ({ chain, place }) => {
      const rows = chain.rows.filter((_row, index) => index !== place);
      expect(check({ ...chain, rows })).toEqual({
        outcome: 'broken',
        seq: place + 1,
        fault: 'missing',
      });
    }),
    { numRuns: HISTORIES },
  );
});

test('proofs in another order, or in each other’s place, are found', () => {
  fc.assert(
    fc.property(chainsAt, fc.nat(), fc.boolean(), ({ chain, place }, other, renumbered) => {
      const partner = other % chain.rows.length;
      fc.pre(partner !== place);
      const rows = chain.rows.map((row, index) => {
        const from = index === place ? partner : index === partner ? place : index;
        const moved = chain.rows[from] ?? row;
        return renumbered ? { ...moved, seq: row.seq, previous: row.previous } : moved;
      });
      expect(check({ ...chain, rows }).outcome).toBe('broken');
    }),
    { numRuns: HISTORIES },
  );
});

test('a proof slipped in, or copied from another shop, is found', () => {
  fc.assert(
    fc.property(chainsAt, chains, ({ chain, place }, foreign) => {
      const [stranger] = foreign.rows;
      if (!stranger) throw new Error('A chain has an entry.');
      const rows = chain.rows.toSpliced(place, 0, { ...stranger, seq: place + 1 });
      expect(check({ ...chain, rows }).outcome).toBe('broken');
      const inOtherShop = verifyChain('00000000-0000-4000-8000-000000000000', chain.rows);
      expect(inOtherShop).toEqual({ outcome: 'broken', seq: 1, fault: 'altered' });
    }),
    { numRuns: HISTORIES },
  );
});

test('erasing what is personal keeps the chain; erasing half of it, or without a note, does not', () => {
  const nothing = { subject: null, source: null, wording: null, page: null, salt: null };
  fc.assert(
    fc.property(chainsAt, ({ chain, place }) => {
      const erase = (part: Partial<ProvenConsent>): Chain => ({
        ...chain,
        rows: chain.rows.map((row, index) => (index === place ? { ...row, ...part } : row)),
      });
      expect(check(erase({ ...nothing, erasedAt: 1 }))).toEqual({
        outcome: 'intact',
        end: chain.end,
        erased: 1,
      });
      const broken = { outcome: 'broken', seq: place + 1, fault: 'altered' };
      expect(check(erase({ ...nothing, wording: 'Yes', erasedAt: 1 }))).toEqual(broken);
      expect(check(erase(nothing))).toEqual(broken);
      expect(check(erase({ ...nothing, state: 'subscribed', at: 1, erasedAt: 1 }))).toEqual(broken);
    }),
    { numRuns: HISTORIES },
  );
});
