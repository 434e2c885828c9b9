import type {
  DefinitionKind,
  DefinitionKindRecord,
  GalleryItem,
} from '#app/definitions/definition-kind.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { journeyGallery } from '#app/journeys/gallery.ts';
import type { OfferContent } from '#app/offers/offer-content.ts';
import { offerKind } from '#app/offers/offer-kind.ts';
import { emailGallery } from '#app/messages/templates.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import { bannerKind, type BannerCopy } from '#app/onsite/banner-copy.ts';
import { bannerGallery } from '#app/onsite/banner-gallery.ts';

type ContentOf = {
  journey: JourneyContent;
  email: EmailContent;
  banner: BannerCopy;
  offer: OfferContent;
};

/** A kind of definition with what ships of it. */
export type GalleryKind<Content extends { name: string }> = {
  record: DefinitionKindRecord<Content>;
  items: readonly GalleryItem<Content>[];
};

/** Every kind of definition; all that works on definitions of any kind is derived from here. */
const galleryKinds: { [K in DefinitionKind]: GalleryKind<ContentOf[K]> } = {
  journey: { record: journeyKind, items: journeyGallery },
  email: { record: emailKind, items: emailGallery },
  banner: { record: bannerKind, items: bannerGallery },
  // Each shop makes its own.
  offer: { record: offerKind, items: [] },
};

/** What belongs to a kind, for what does not look into its content. */
export function galleryKindOf(kind: DefinitionKind): GalleryKind<{ name: string }> {
  return galleryKinds[kind];
}
