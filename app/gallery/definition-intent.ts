import { z } from 'zod';
import { DefinitionKey } from '#app/definitions/definition-key.ts';
import { DEFINITION_KINDS } from '#app/definitions/definition-kind.ts';
import { jsonText } from '#app/events/payloads/json-text.ts';

const Target = { kind: z.enum(DEFINITION_KINDS), key: DefinitionKey };
const Version = z.coerce.number().int().min(1).max(1_000_000);
/** The live version that was seen; empty when there was none. */
const Base = z.union([z.literal('').transform(() => null), Version]);
const Revision = z.coerce.number().int().min(0).max(1_000_000);

/** Characters of a content that is sent, as JSON. */
export const LONGEST_CONTENT = 250_000;

/** What a page asks to be done to a definition. */
export const DefinitionIntent = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('save_draft'),
    ...Target,
    content: jsonText(LONGEST_CONTENT),
    revision: Revision,
    base: Base,
  }),
  z.object({ intent: z.literal('publish'), ...Target, revision: Revision, base: Base }),
  z.object({ intent: z.literal('discard_draft'), ...Target, revision: Revision }),
  z.object({ intent: z.enum(['archive', 'restore']), ...Target }),
  z.object({
    intent: z.enum(['pause', 'resume']),
    kind: z.literal('journey'),
    key: DefinitionKey,
  }),
  z.object({
    intent: z.literal('use_update'),
    ...Target,
    galleryVersion: Version,
    base: Version,
  }),
  z.object({
    intent: z.enum(['keep_version', 'offer_again']),
    ...Target,
    galleryVersion: Version,
  }),
]);
export type DefinitionIntent = z.infer<typeof DefinitionIntent>;
