import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { hrefOfLink, htmlOfText, liquidOfText } from './block-markup.ts';
import { Align } from './block-style.ts';
import { linkProblem, LinkTarget } from './link-target.ts';

const ButtonBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('button'),
  label: z.string().max(100),
  link: LinkTarget,
  align: Align,
});
export type ButtonBlock = z.infer<typeof ButtonBlock>;

/** The one thing that the reader is asked to do. */
export const buttonBlock: EmailBlockRecord<ButtonBlock> = {
  label: 'Button',
  group: 'text',
  schema: ButtonBlock,
  blank: (id) => ({
    id,
    kind: 'button',
    label: 'Visit the store',
    link: { to: 'action' },
    align: 'center',
  }),
  problems: ({ label, link }) => [
    ...(label.trim() === '' ? ['A button says nothing. Write what it does.'] : []),
    ...[linkProblem(link) ?? []].flat(),
  ],
  markup: ({ label, link, align }) =>
    `<mj-button align="${align}" href="${hrefOfLink(link)}">${htmlOfText(label)}</mj-button>`,
  text: ({ label, link }) => `${liquidOfText(label)}: ${hrefOfLink(link)}`,
};
