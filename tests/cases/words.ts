import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** How many are wanted: exactly so many, or bounds. */
const Count = z.union([
  z.number().int(),
  z.strictObject({ least: z.number().int().optional(), most: z.number().int().optional() }),
]);
export type Count = z.infer<typeof Count>;

/** A pattern without regard to upper and lower case. */
const Pattern = z.string();
const Text = z.strictObject({
  has: z.array(Pattern).optional(),
  lacks: z.array(Pattern).optional(),
});
const Who = z.strictObject({ customer: z.string().optional(), email: z.string().optional() });
const Visit = z.strictObject({
  customer: z.string().optional(),
  visitor: z.string().optional(),
  cart: z.string().optional(),
  product: z.string().optional(),
  /** Where on the storefront the app's proxy is. */
  prefix: z.string().optional(),
});
export type Visit = z.infer<typeof Visit>;
export type Who = z.infer<typeof Who>;

const say = z.string().optional();

const Mails = z.strictObject({
  see: z.literal('mails'),
  say,
  pick: z.strictObject({
    to: z.string().optional(),
    subject: Pattern.optional(),
    from: z.string().optional(),
    until: z.string().optional(),
  }),
  count: Count.optional(),
  each: Text.optional(),
  /** Where the link with a label leads. */
  leads: z.strictObject({ label: Pattern, to: Pattern }).optional(),
});
const Banner = z.strictObject({
  see: z.literal('banner'),
  say,
  visit: Visit,
  shown: z.boolean(),
  items: z.array(z.string()).optional(),
});
/** A condition of a segment, in words. */
const Ask = z.record(z.string(), z.unknown());
const Member = z.strictObject({
  see: z.literal('member'),
  say,
  who: Who,
  of: Ask,
  is: z.boolean(),
});
const Person = z.strictObject({
  see: z.literal('person'),
  say,
  who: Who,
  has: z.record(z.string(), z.unknown()),
});
const NoPerson = z.strictObject({
  see: z.literal('no person'),
  say,
  where: z.strictObject({ firstName: z.string() }),
});
const Answer = z.strictObject({
  see: z.literal('answer'),
  say,
  of: z.string(),
  status: z.number().int().optional(),
  has: Pattern.optional(),
  lacks: Pattern.optional(),
});
const Counted = z.strictObject({
  see: z.enum(['people', 'applications', 'problems']),
  say,
  count: Count,
});
const Blocked = z.strictObject({
  see: z.literal('blocked'),
  say,
  address: z.string(),
  is: z.boolean(),
});
const Tries = z.strictObject({ see: z.literal('tries'), say, to: z.string(), count: Count });
const File = z.strictObject({
  see: z.literal('file'),
  say,
  of: z.string(),
  has: z.record(z.string(), z.unknown()),
});
const Block = z.strictObject({
  see: z.literal('block'),
  say,
  block: z.enum(['embed', 'form']),
  prefix: z.string(),
  has: z.string(),
});
const Plain = [
  Mails,
  Banner,
  Member,
  Person,
  NoPerson,
  Answer,
  Counted,
  Blocked,
  Tries,
  File,
  Block,
] as const;
/** One of several outcomes is enough. */
const Any = z.strictObject({
  see: z.literal('any'),
  say,
  of: z.array(z.discriminatedUnion('see', Plain)),
});
const Expectation = z.discriminatedUnion('see', [...Plain, Any]);
export type Expectation = z.infer<typeof Expectation>;
/** The expectation that a word stands for; several words may stand for one. */
export type Expected<See extends Expectation['see'], Each = Expectation> = Each extends {
  see: infer Word;
}
  ? See extends Word
    ? Each
    : never
  : never;

const as = z.string().optional();
const Step = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('hook'),
    topic: z.string(),
    body: z.record(z.string(), z.unknown()),
    triggered: z.string().nullish(),
    id: z.string().optional(),
    together: z.boolean().optional(),
    as,
  }),
  z.strictObject({ do: z.literal('clock'), to: z.string() }),
  z.strictObject({
    do: z.literal('bulk'),
    kind: z.string(),
    lines: z.array(z.record(z.string(), z.unknown())),
    history: z.boolean().optional(),
  }),
  z.strictObject({
    do: z.literal('csv'),
    name: z.string(),
    bytes: z.union([
      z.strictObject({ text: z.string() }),
      z.strictObject({ base64: z.string() }),
      z.strictObject({
        lines: z.array(z.string()),
        repeat: z.strictObject({ line: z.string(), from: z.number(), to: z.number() }),
        then: z.array(z.string()),
      }),
    ]),
    as: z.string(),
  }),
  z.strictObject({
    do: z.literal('form'),
    fields: z.record(z.string(), z.string()),
    /** How long the page was open; null when no script ran. */
    openSeconds: z.number().nullish(),
    forwardedFor: z.string().optional(),
    customer: z.string().optional(),
    as,
  }),
  z.strictObject({ do: z.literal('visit'), visit: Visit, as }),
  z.strictObject({
    do: z.literal('follow'),
    to: z.string(),
    link: z.string(),
    method: z.enum(['GET', 'HEAD', 'POST']).default('GET'),
    type: z.string().optional(),
    body: z.string().optional(),
    as,
  }),
  z.strictObject({ do: z.literal('pixel'), batch: z.record(z.string(), z.unknown()), as }),
  z.strictObject({
    do: z.literal('mail server'),
    /** What it answers from now on; null takes everything. */
    answer: z
      .strictObject({ code: z.number().int(), text: z.string(), after: z.enum(['RCPT', 'DATA']) })
      .nullable(),
  }),
  z.strictObject({
    do: z.literal('sender'),
    name: z.string(),
    address: z.string(),
    replyTo: z.string().optional(),
    as,
  }),
  z.strictObject({ do: z.literal('install') }),
  z.strictObject({ do: z.literal('see'), expect: Expectation }),
]);
export type Step = z.infer<typeof Step>;
export type StepOf<Do extends Step['do']> = Extract<Step, { do: Do }>;

const ShopOf = z.strictObject({
  timeZone: z.string().default('Europe/London'),
  currency: z.string().default('GBP'),
  storefront: z.url().optional(),
  domains: z.array(z.string()).default([]),
});
export type ShopOf = z.infer<typeof ShopOf>;

const Situation = z.strictObject({
  id: z.string(),
  title: z.string(),
  control: z.boolean().optional(),
  note: z.string().optional(),
  apartSeconds: z.number().optional(),
  start: z.string().default('2026-11-20T10:00:00Z'),
  shop: ShopOf.prefault({}),
  steps: z.array(Step),
  expect: z.array(Expectation),
});
export type Situation = z.infer<typeof Situation>;

/** The situations of a file beside this one; a word that is not known is refused. */
export function readSituations(file: string): Situation[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return z.array(Situation).parse(JSON.parse(text));
}
