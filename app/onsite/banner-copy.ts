import { z } from 'zod';
import { DefinitionName } from '#app/definitions/definition-key.ts';
import type { DefinitionKindRecord } from '#app/definitions/definition-kind.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';

/** What a banner says; the things it is about are added when it is shown. */
export const BannerCopy = z.strictObject({
  /** What the admin calls it. */
  name: DefinitionName,
  heading: z.string().trim().min(1).max(120),
  text: z.string().trim().max(500),
  actionLabel: z.string().trim().min(1).max(60),
});
export type BannerCopy = z.infer<typeof BannerCopy>;

/** Banners as definitions. */
export const bannerKind: DefinitionKindRecord<BannerCopy> = {
  kind: 'banner',
  schema: BannerCopy,
  problems: () => [],
  parts: (banner) => [
    {
      id: '',
      name: 'Banner',
      fields: [
        { name: 'Name', value: banner.name },
        { name: 'Heading', value: banner.heading },
        { name: 'Text', value: banner.text },
        { name: 'Button', value: banner.actionLabel },
      ],
      whole: canonicalJson(banner),
    },
  ],
  references: () => [],
  isPolicy: false,
};
