import { z } from 'zod';
import { RECOMMENDED_MARKUP, RECOMMENDED_TEXT } from '#app/messages/blocks/shared-markup.ts';
import { BlockId, type EmailBlockRecord } from './block-record.ts';

const RecommendedBlock = z.strictObject({ id: BlockId, kind: z.literal('recommended') });
export type RecommendedBlock = z.infer<typeof RecommendedBlock>;

/** What else the reader may like; left out where too little is known. */
export const recommendedBlock: EmailBlockRecord<RecommendedBlock> = {
  label: 'Recommended products',
  group: 'products',
  schema: RecommendedBlock,
  blank: (id) => ({ id, kind: 'recommended' }),
  markup: () => RECOMMENDED_MARKUP,
  text: () => RECOMMENDED_TEXT.trimStart(),
  shownIf: () => 'recommended',
};
