import { z } from 'zod';
import { jsonText } from '#app/events/payloads/json-text.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import {
  FUNNEL_STAGES,
  isFunnelStage,
  type FunnelStage,
} from '#app/segments/ready/funnel-stage.ts';

/** What a segment is beside its predicate. */
export type SegmentCard = {
  name: string;
  /** The action it supports; empty when none was given. */
  purpose: string;
  owner: string | null;
  stage: FunnelStage | null;
  /** Why it was changed. */
  note: string;
};

/** The parts of a segment that can be wrong. */
export type SegmentField = keyof SegmentCard | 'predicate';
export type SegmentErrors = Partial<Record<SegmentField, string>>;

export type ParsedCard =
  | { outcome: 'read'; card: SegmentCard }
  /** What to correct, by field. */
  | { outcome: 'refused'; errors: SegmentErrors };

/** A hundred conditions with long lists; the builder makes no more. */
export const LONGEST_DRAFT = 500_000;
export const LONGEST_NAME = 80;
export const LONGEST_PURPOSE = 300;
const LONGEST_OWNER = 80;
const LONGEST_NOTE = 300;
/** Control characters are no text; the database refuses one of them. */
const ONE_LINE = /^[^\p{Cc}]*$/u;

const Card = z.object({
  name: line(LONGEST_NAME).min(1, 'Enter a name, such as “Retention / lapsing / coffee”.'),
  purpose: line(LONGEST_PURPOSE).default(''),
  owner: line(LONGEST_OWNER)
    .default('')
    .transform((owner) => (owner === '' ? null : owner)),
  stage: z
    .string()
    .default('')
    .refine((stage): stage is FunnelStage | '' => stage === '' || isFunnelStage(stage), {
      message: `Choose one of ${FUNNEL_STAGES.map(({ name }) => name).join(', ')}, or none.`,
    })
    .transform((stage) => (stage === '' ? null : stage)),
  note: line(LONGEST_NOTE).default(''),
});

function line(longest: number) {
  return z
    .string('Enter a text.')
    .trim()
    .max(longest, `Use at most ${formatNumber(longest)} characters.`)
    .regex(ONE_LINE, 'Use one line.');
}

/** Checks what the builder sent beside the predicate. */
export function readSegmentCard(input: unknown): ParsedCard {
  const parsed = Card.safeParse(input);
  if (parsed.success) return { outcome: 'read', card: parsed.data };
  // The first complaint of a field is enough to act on.
  const complaints = parsed.error.issues.map(
    ({ path, message }) => [String(path[0] ?? 'name'), message] as const,
  );
  return { outcome: 'refused', errors: Object.fromEntries(complaints.reverse()) };
}

/** A segment as the builder sends it to be saved. */
export type SegmentDraft = {
  /** The version that was seen, so that no user overwrites what they never saw; 0 for a new one. */
  base: number;
  card: unknown;
  predicate: unknown;
};

const Draft = z.object({
  base: z.number().int().min(0),
  card: z.unknown(),
  predicate: z.unknown(),
});

/** The form in which the builder sends a draft, as JSON in its field `draft`. */
export const SegmentDraftForm = z.object({ draft: jsonText(LONGEST_DRAFT).pipe(Draft) });

/** Whether another segment in use has a name; upper and lower case are the same. */
export function isNameTaken(
  name: string,
  key: string | null,
  inUse: readonly { key: string; name: string }[],
): boolean {
  return inUse.some(
    (other) => other.key !== key && other.name.toLowerCase() === name.toLowerCase(),
  );
}

const LONGEST_KEY = 40;
/** Words that stand in the address of other pages where a segment's key would. */
const RESERVED = new Set(['new', 'live', 'catalogue', 'shopify']);

/**
 * The key of a new segment: its name in small Latin letters, so that exports, tags and addresses can be read;
 * a number behind it when the key is taken.
 * @param taken the keys of the shop's segments, archived ones and ready ones as well
 */
export function keyFor(name: string, taken: ReadonlySet<string>): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, LONGEST_KEY)
    .replace(/^_+|_+$/g, '');
  const key = letters === '' ? 'segment' : letters;
  if (!taken.has(key) && !RESERVED.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}_${String(number)}`)) number += 1;
  return `${key}_${String(number)}`;
}
