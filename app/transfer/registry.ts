import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import type { OfferContent } from '#app/offers/offer-content.ts';
import { bannerKind, type BannerCopy } from '#app/onsite/banner-copy.ts';
import type { ScoreDraft } from '#app/scoring/parse-score-model.ts';
import type { TransferKind } from './file-definition.ts';
import { definitionTransfer } from './kinds/definition.ts';
import { journeyTransfer } from './kinds/journey.ts';
import { offerTransfer } from './kinds/offer.ts';
import { scoreModelTransfer } from './kinds/score-model.ts';
import { segmentTransfer, type SegmentContent } from './kinds/segment.ts';
import type { TransferKindRecord } from './transfer-kind.ts';

type ContentOf = {
  journey: JourneyContent;
  email: EmailContent;
  banner: BannerCopy;
  offer: OfferContent;
  segment: SegmentContent;
  score_model: ScoreDraft;
};

/** Every kind of what files hold; all that reads and writes files is derived from here. */
const transferKinds: { [K in TransferKind]: TransferKindRecord<ContentOf[K]> } = {
  journey: journeyTransfer,
  email: definitionTransfer(emailKind),
  banner: definitionTransfer(bannerKind),
  offer: offerTransfer,
  segment: segmentTransfer,
  score_model: scoreModelTransfer,
};

/** What belongs to a kind, for what does not look into its content. */
export function transferKindOf(kind: TransferKind): TransferKindRecord<object> {
  return transferKinds[kind];
}
