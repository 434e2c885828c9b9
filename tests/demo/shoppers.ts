import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { personOf } from '#tests/fixtures/orders/people.ts';
import type { Store } from '#tests/store/start.ts';
import type { Product } from '#tests/store/shop-records.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';

/** Somebody who walks through the shop without having been in the record. */
type Shopper = {
  visitor: string;
  /** A network address of its own: together they would ask more often than one shopper may. */
  address: string;
  email: string;
  firstName: string;
  lastName: string;
  agrees: boolean;
  checkoutToken: string | null;
  cartToken: string | null;
  bought: boolean;
};

export type Shoppers = {
  /** Lets them look at the mails that came since the last look, and answer as people do. */
  readMail(): Promise<void>;
  readonly count: number;
};

/** Numbers of the record's customers stay below this; simulated people have numbers of their own. */
const FIRST_NUMBER = 90_000;
const LOOKING: readonly number[] = [1, 1, 2, 3, 4];

/**
 * Lets people browse, fill carts and leave between two moments. Some buy at once; some come back through
 * the link in a mail or through the banner; some unsubscribe.
 * @param count how many people
 */
export function planShoppers(
  count: number,
  period: { from: number; to: number },
  store: Store,
  agenda: Agenda,
  chance: Chance,
): Shoppers {
  const { shop } = store;
  const products = [...shop.products.values()];
  const byEmail = new Map<string, Shopper>();
  let lastRead = 0;

  for (let number = 0; number < count; number += 1) {
    const start = period.from + Math.floor(((period.to - period.from) * number) / count);
    const { firstName, lastName, email } = personOf(
      String(FIRST_NUMBER + number),
      'United Kingdom',
    );
    const shopper: Shopper = {
      visitor: chance.uuid(),
      address: `10.1.${String(number >> 8)}.${String(number & 255)}`,
      email,
      firstName,
      lastName,
      agrees: chance.happens(0.75),
      checkoutToken: null,
      cartToken: null,
      bought: false,
    };
    byEmail.set(email, shopper);
    agenda.at(start, () => visit(shopper, start));
  }

  async function visit(shopper: Shopper, at: number): Promise<void> {
    const looked = Array.from({ length: chance.pick(LOOKING) }, () => chance.pick(products));
    for (const product of looked) await look(shopper, product);
    if (chance.happens(0.15)) return;
    const lines = looked.map(({ variantId }) => ({ variantId, quantity: chance.between(1, 4) }));
    const cartAt = at + chance.between(1, 9) * MINUTE;
    shopper.cartToken = shop.createCart({ lines: unique(lines), at: cartAt }).token;
    await look(shopper, null);
    if (chance.happens(0.2)) return;
    const checkoutAt = cartAt + chance.between(1, 9) * MINUTE;
    const { email, firstName, lastName, agrees, cartToken } = shopper;
    const checkout = shop.startCheckout({
      ...{ cartToken, email, firstName, lastName },
      acceptsMarketing: agrees,
      at: checkoutAt,
    });
    shopper.checkoutToken = checkout.token;
    if (chance.happens(0.35)) buy(shopper, checkoutAt + 2 * MINUTE);
    else if (chance.happens(0.5))
      agenda.at(checkoutAt + chance.between(60, 120) * HOUR, () => comeBack(shopper));
  }

  /** A page of the storefront asks the app, through the shop's proxy, whether there is a banner. */
  async function look(shopper: Shopper, product: Product | null): Promise<Banner | null> {
    const query = new URLSearchParams({ visitor: shopper.visitor });
    if (shopper.cartToken !== null) query.set('cart', shopper.cartToken);
    if (product) query.set('product', product.id);
    const answer = await fetch(`${store.url}/apps/tendril/banner?${query.toString()}`, {
      headers: { 'x-forwarded-for': shopper.address },
    });
    // A busy app answers 503 and the page stays as it is, as in a real shop.
    if (answer.status === 503) return null;
    if (!answer.ok) throw new Error(`The storefront's proxy answered ${String(answer.status)}.`);
    return ((await answer.json()) as { banner: Banner | null }).banner;
  }

  async function comeBack(shopper: Shopper): Promise<void> {
    const banner = await look(shopper, null);
    if (!banner || shopper.bought) return;
    await report(shopper, banner, 'seen');
    if (chance.happens(0.4)) {
      await report(shopper, banner, 'clicked');
      buy(shopper, store.options.clock.now() + 5 * MINUTE);
    } else if (chance.happens(0.3)) await report(shopper, banner, 'dismissed');
  }

  async function report(shopper: Shopper, banner: Banner, event: string): Promise<void> {
    await fetch(`${store.url}/apps/tendril/banner/${banner.id}`, {
      method: 'POST',
      body: new URLSearchParams({ event, visitor: shopper.visitor }),
    });
  }

  function buy(shopper: Shopper, at: number): void {
    const { checkoutToken } = shopper;
    if (checkoutToken === null || shopper.bought) return;
    shopper.bought = true;
    const order = shop.placeOrder({ checkoutToken, at });
    agenda.at(at + DAY, () => void shop.fulfilOrder(order.id, { at: at + DAY }));
    agenda.at(at + 3 * DAY, () => void shop.deliverOrder(order.id, { at: at + 3 * DAY }));
  }

  async function readMail(): Promise<void> {
    for (const { id, to } of store.mailbox.arrivals(lastRead)) {
      lastRead = id;
      const shopper = byEmail.get(to[0] ?? '');
      if (!shopper || shopper.bought) continue;
      if (chance.happens(0.3)) await follow(shopper, id);
      else if (chance.happens(0.04)) await unsubscribe(id);
    }
  }

  async function follow(shopper: Shopper, mailId: number): Promise<void> {
    const link = /https?:\/\/[^"'\s]+\/l\/[\w:.-]+/.exec(
      (await store.mailbox.get(mailId))?.text ?? '',
    );
    if (!link) return;
    await fetch(link[0], { redirect: 'manual' });
    if (chance.happens(0.6)) buy(shopper, store.options.clock.now() + 10 * MINUTE);
  }

  async function unsubscribe(mailId: number): Promise<void> {
    const headers = (await store.mailbox.get(mailId))?.headers ?? [];
    const link = /<(https?:[^>]+)>/.exec(
      headers.find(({ name }) => name === 'list-unsubscribe')?.value ?? '',
    );
    if (!link?.[1]) return;
    await fetch(link[1], {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
  }

  return { readMail, count };
}

type Banner = { id: string };

function unique(
  lines: { variantId: string; quantity: number }[],
): { variantId: string; quantity: number }[] {
  return [...new Map(lines.map((line) => [line.variantId, line])).values()];
}
