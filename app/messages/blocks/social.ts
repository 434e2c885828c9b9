import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { attributeOfText, liquidOfText } from './block-markup.ts';
import { isLinkAddress } from './link-target.ts';

/** Networks, by the names that they go by. */
export const SOCIAL_NETWORKS = {
  instagram: 'Instagram',
  facebook: 'Facebook',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  pinterest: 'Pinterest',
  x: 'X',
  linkedin: 'LinkedIn',
  whatsapp: 'WhatsApp',
} as const;
type SocialNetwork = keyof typeof SOCIAL_NETWORKS;

/** Whether there is such a network. */
export function isSocialNetwork(name: string): name is SocialNetwork {
  return Object.hasOwn(SOCIAL_NETWORKS, name);
}

const SocialBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('social'),
  links: z
    .array(
      z.strictObject({
        network: z.enum(Object.keys(SOCIAL_NETWORKS) as [SocialNetwork, ...SocialNetwork[]]),
        address: z.string().max(2_000),
      }),
    )
    .max(8),
});
export type SocialBlock = z.infer<typeof SocialBlock>;

/** Where else the shop can be followed, by name: pictures would be loaded from somewhere else. */
export const socialBlock: EmailBlockRecord<SocialBlock> = {
  label: 'Social links',
  group: 'layout',
  schema: SocialBlock,
  blank: (id) => ({ id, kind: 'social', links: [{ network: 'instagram', address: '' }] }),
  problems: ({ links }) =>
    links
      .filter(({ address }) => !isLinkAddress(address))
      .map(
        ({ network }) => `${SOCIAL_NETWORKS[network]} has no address. Give it one or remove it.`,
      ),
  markup({ links }) {
    const shown = links.filter(({ address }) => isLinkAddress(address));
    const drawn = shown.map(
      ({ network, address }) =>
        `<a href="${attributeOfText(address)}" style="color:inherit">${SOCIAL_NETWORKS[network]}</a>`,
    );
    return drawn.length === 0
      ? ''
      : `<mj-text padding="8px 24px" align="center" font-size="14px">${drawn.join(' &nbsp; ')}</mj-text>`;
  },
  text: ({ links }) =>
    links
      .filter(({ address }) => isLinkAddress(address))
      .map(({ network, address }) => `${SOCIAL_NETWORKS[network]}: ${liquidOfText(address)}`)
      .join('\n'),
};
