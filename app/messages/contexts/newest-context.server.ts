import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { loadNewestPurchases } from '#app/profiles/store/purchases.server.ts';
import type { MailContext, MailSubject } from './registry.ts';
import { findNewestApplication } from './store/newest-application.server.ts';

/** A person as far as it is asked what of theirs is the newest. */
export type PreviewedReader = {
  id: string;
  email: string | null;
  state: Pick<ProfileState, 'cart' | 'checkout' | 'interests'>;
};

/** The newest thing of a person that a mail about a subject could be about; null when they have none. */
export async function newestContext(
  client: ShopClient,
  shopId: string,
  subject: MailSubject,
  person: PreviewedReader,
): Promise<MailContext | null> {
  switch (subject) {
    case 'basket': {
      const context = newestCart(person.state);
      return context && { subject, context };
    }
    case 'order': {
      const since = new Map([[person.id, 0]]);
      const [order] = await loadNewestPurchases(client, shopId, since, 1);
      return order ? { subject, context: { subject, orderId: order.orderId } } : null;
    }
    case 'application': {
      const id =
        person.email === null ? null : await findNewestApplication(client, shopId, person.email);
      return id === null ? null : { subject, context: { subject, applicationId: id } };
    }
    case 'person': {
      const [product] = person.state.interests[0] ?? [];
      return { subject, context: { subject, ...(product !== undefined && { product }) } };
    }
    case 'news':
      return { subject, context: { subject } };
  }
}

/** The cart or the checkout, whichever was changed last. */
function newestCart({ cart, checkout }: PreviewedReader['state']) {
  const isCheckout = checkout !== null && (cart === null || checkout.at >= cart.at);
  const newest = isCheckout ? checkout : cart;
  if (newest === null) return null;
  const kind = isCheckout ? ('checkout' as const) : ('cart' as const);
  return { subject: 'basket' as const, kind, token: newest.token, cartToken: null };
}
