import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { attributeOfText, hrefOfLink, liquidOfText } from './block-markup.ts';
import { Align } from './block-style.ts';
import { linkProblem, LinkTarget } from './link-target.ts';

/** Pixels: an email is 600 wide, less the space at its sides. */
export const WIDEST_IMAGE = 552;

const ImageBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('image'),
  /** Where it is loaded from; empty until one is chosen. */
  address: z.string().max(2_000),
  /** What it shows, for who does not see it; empty when it only decorates. */
  alt: z.string().max(300),
  /** Whether it shows nothing that has to be said. */
  isDecorative: z.boolean(),
  /** Pixels; as wide as its column when null. */
  width: z.number().int().min(16).max(WIDEST_IMAGE).nullable(),
  link: LinkTarget.nullable(),
  align: Align,
});
export type ImageBlock = z.infer<typeof ImageBlock>;

/** A picture. */
export const imageBlock: EmailBlockRecord<ImageBlock> = {
  label: 'Image',
  group: 'text',
  schema: ImageBlock,
  blank: (id) => ({
    id,
    kind: 'image',
    address: '',
    alt: '',
    isDecorative: false,
    width: null,
    link: null,
    align: 'center',
  }),
  problems: ({ address, alt, isDecorative, link }) => [
    ...(isImageAddress(address)
      ? []
      : ['An image has no address. Give it one that begins with https://, or delete it.']),
    ...(alt.trim() === '' && !isDecorative
      ? ['An image has no description. Say what it shows, or that it only decorates.']
      : []),
    ...(link === null ? [] : [linkProblem(link) ?? []].flat()),
  ],
  markup({ address, alt, isDecorative, width, link, align }) {
    if (!isImageAddress(address)) return '';
    const described = isDecorative ? '' : attributeOfText(alt);
    const sized = width === null ? '' : ` width="${String(width)}px"`;
    const linked = link === null ? '' : ` href="${hrefOfLink(link)}"`;
    return `<mj-image padding="8px 24px" src="${attributeOfText(address)}" alt="${described}" align="${align}"${sized}${linked} />`;
  },
  text: ({ alt, isDecorative, link }) => {
    if (isDecorative || alt.trim() === '') return '';
    return link === null ? liquidOfText(alt) : `${liquidOfText(alt)}: ${hrefOfLink(link)}`;
  },
};

/** Mail programs load no pictures without TLS. */
function isImageAddress(address: string): boolean {
  return !/\s/.test(address) && URL.canParse(address) && new URL(address).protocol === 'https:';
}
