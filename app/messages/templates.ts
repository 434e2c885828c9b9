import type { GalleryItem } from '#app/definitions/definition-kind.ts';
import { orderCare, orderThanks, reviewRequest } from './templates/after-order.ts';
import { cartReminder1, cartReminder2 } from './templates/cart-reminders.ts';
import type { EmailContent } from './templates/email-content.ts';
import { offerMail } from './templates/offer.ts';
import type { Template } from './templates/template.ts';
import {
  applicationApproved,
  applicationDeclined,
  applicationReceived,
  applicationVerify,
} from './templates/wholesale.ts';

/** The emails that ship with the app. */
export const templates: readonly Template[] = [
  cartReminder1,
  cartReminder2,
  orderThanks,
  orderCare,
  reviewRequest,
  offerMail,
  applicationVerify,
  applicationReceived,
  applicationApproved,
  applicationDeclined,
];

/**
 * The emails of the gallery. A changed one gets the next `galleryVersion` beside the one before it; shops get it as an
 * update that they may take.
 */
export const emailGallery: readonly GalleryItem<EmailContent>[] = templates.map(
  ({ key, ...content }) => ({ key, versions: [{ galleryVersion: 1, content }] }),
);
