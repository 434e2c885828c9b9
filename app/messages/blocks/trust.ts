import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { htmlOfText, liquidOfText } from './block-markup.ts';

const TrustBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('trust'),
  points: z
    .array(z.strictObject({ title: z.string().max(80), text: z.string().max(200) }))
    .min(1)
    .max(4),
});
export type TrustBlock = z.infer<typeof TrustBlock>;

/** Why a reader can rely on the shop: each a promise in a few words. */
export const trustBlock: EmailBlockRecord<TrustBlock> = {
  label: 'Reasons to trust',
  group: 'answers',
  schema: TrustBlock,
  blank: (id) => ({
    id,
    kind: 'trust',
    points: [
      { title: 'Free returns', text: 'Send back what does not fit.' },
      { title: 'A person answers', text: 'Reply to any email.' },
    ],
  }),
  problems: ({ points }) =>
    points.some(({ title }) => title.trim() === '')
      ? ['A reason to trust has no title. Write it or remove it.']
      : [],
  markup({ points }) {
    const width = Math.floor(100 / points.length);
    const cells = points.map(
      ({ title, text }) =>
        `<td width="${String(width)}%" align="center" style="padding:8px;vertical-align:top"><strong>${htmlOfText(title)}</strong><br />${htmlOfText(text)}</td>`,
    );
    return `<mj-table padding="8px 24px" font-size="14px" line-height="20px" table-layout="fixed"><tr>${cells.join('')}</tr></mj-table>`;
  },
  text: ({ points }) =>
    points.map(({ title, text }) => `- ${liquidOfText(title)}: ${liquidOfText(text)}`).join('\n'),
};
