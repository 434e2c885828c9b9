import { DAY, HOUR } from '#app/lib/duration.ts';
import { personOf } from '#tests/fixtures/orders/people.ts';
import type { Store } from '#tests/store/store.ts';
import type { Address, Customer, Product } from '#tests/store/shop-records.ts';
import type { Agenda } from './agenda.ts';
import { browse, reportBanner, type Browser } from './browser.ts';
import { openRandomSource, seedOf, type RandomSource } from './random-source.ts';
import { STEP_MS as STEP, startOfHour, parcelTimes } from './period.ts';

/** A person who walks through the shop. Each has a random source of their own, so that none changes another's choices. */
export type Shopper = Browser & {
  email: string;
  firstName: string;
  lastName: string;
  shippingAddress: Address;
  agrees: boolean;
  checkoutToken: string | null;
  bought: boolean;
  random: RandomSource;
};

export type Shoppers = {
  readonly count: number;
  /** The shopper with an address; undefined for customers who only order. */
  byEmail: ReadonlyMap<string, Shopper>;
  /** Completes the checkout that a shopper left, unless that is done. */
  buy(shopper: Shopper, at: number): void;
};

export type Walks = {
  /** People who come once, and may come back. */
  walking: number;
  /** People who are about to buy when the demo ends. */
  keen: number;
};

/** Numbers of the record's customers stay below this; simulated people have numbers of their own. */
const FIRST_NUMBER = 90_000;
const LOOKING: readonly number[] = [1, 1, 2, 3, 4];
/** Every third shopper is a customer already. */
const A_CUSTOMER_IN = 3;
/** Hours of the day at which people shop; UTC, the zone of the demo. */
const [OPENING, CLOSING] = [7, 20];
/** How long before the end the first of the keen come. */
const KEEN_MS = 30 * HOUR;

/**
 * Lets people browse, fill carts and leave between two moments. Some buy at once; some come back through the link in a
 * mail or see the banner; and at the end some are about to buy.
 * @param known customers of the store, in any order
 * @param processed resolves when the app has nothing left to do
 */
export function planShoppers(
  { walking, keen }: Walks,
  period: { from: number; to: number },
  store: Store,
  agenda: Agenda,
  known: readonly Customer[],
  processed: () => Promise<void>,
): Shoppers {
  const { shop } = store;
  const products = [...shop.products.values()];
  const byEmail = new Map<string, Shopper>();
  const customers = known
    .flatMap(({ email, firstName, lastName, orderIds }) =>
      email === null || orderIds.length < 2 ? [] : { email, firstName, lastName },
    )
    .toSorted((a, b) => seedOf(a.email) - seedOf(b.email));

  for (let number = 0; number < walking + keen; number += 1) {
    const shopper = shopperOf(number);
    const { random, email } = shopper;
    byEmail.set(email, shopper);
    if (number >= walking) {
      const at = startOfHour(
        period.to - KEEN_MS + ((number - walking) * (KEEN_MS - 4 * HOUR)) / keen,
      );
      agenda.at(at, email, () => comeKeenly(shopper, at));
    } else {
      const day = Math.floor(((period.to - period.from) * number) / walking / DAY) * DAY;
      const hour = random.between(OPENING, CLOSING) * HOUR;
      const at = Math.min(Math.floor(period.from / DAY) * DAY + DAY + day + hour, period.to - HOUR);
      agenda.at(at, email, () => visit(shopper, at));
    }
  }

  function shopperOf(number: number): Shopper {
    const customer = number % A_CUSTOMER_IN === 0 ? customers[number / A_CUSTOMER_IN] : undefined;
    const invented = personOf(String(FIRST_NUMBER + number), 'United Kingdom');
    const { email, firstName, lastName } = customer ?? invented;
    const random = openRandomSource(seedOf(`shopper ${String(number)}`));
    return {
      visitor: random.uuid(),
      address: `10.1.${String(number >> 8)}.${String(number & 255)}`,
      cartToken: null,
      ...{ email, firstName, lastName },
      shippingAddress: { ...invented.address, firstName, lastName },
      agrees: random.happens(0.75),
      checkoutToken: null,
      bought: false,
      random,
    };
  }

  /** Choices are made and the next things planned before the app is asked, so that its answers' order decides nothing. */
  async function visit(shopper: Shopper, at: number): Promise<void> {
    const { random, email } = shopper;
    const looked = Array.from({ length: random.pick(LOOKING) }, () => random.pick(products));
    if (!random.happens(0.15)) {
      agenda.at(at + STEP, email, () => fillCart(shopper, looked, at + STEP));
      // The page of the cart, by which the browser and the cart become one while no person is known by the cart yet.
      agenda.at(at + STEP, email, async () => void (await browse(store, shopper, [], processed)));
      // Before the first reminder of the cart is due, so that there is an address to send it to.
      if (!random.happens(0.2))
        agenda.at(at + 2 * STEP, email, () => checkOut(shopper, at + 2 * STEP));
    }
    await browse(store, shopper, looked, processed);
  }

  function fillCart(shopper: Shopper, looked: readonly Product[], at: number): void {
    const wanted = new Map(
      looked.map(({ variantId }) => [variantId, shopper.random.between(1, 4)]),
    );
    const lines = [...wanted].map(([variantId, quantity]) => ({ variantId, quantity }));
    shopper.cartToken = shop.createCart({ lines, at }).token;
  }

  function checkOut(shopper: Shopper, at: number): void {
    const { random } = shopper;
    startCheckout(shopper, at);
    if (random.happens(0.35)) agenda.at(at + STEP, shopper.email, () => buy(shopper, at + STEP));
    else if (random.happens(0.5)) {
      const back = startOfHour(at + random.between(76, 144) * HOUR);
      agenda.at(back, shopper.email, () => comeBack(shopper, back));
    }
  }

  function startCheckout(shopper: Shopper, at: number): void {
    const { email, firstName, lastName, agrees, cartToken, shippingAddress } = shopper;
    if (cartToken === null) return;
    const { token } = shop.startCheckout({
      ...{ cartToken, email, firstName, lastName, shippingAddress },
      acceptsMarketing: agrees,
      at,
    });
    shopper.checkoutToken = token;
  }

  async function comeBack(shopper: Shopper, at: number): Promise<void> {
    const { random } = shopper;
    const [answer, buys] = [
      random.pick(['click', 'click', 'close', 'look'] as const),
      random.happens(0.8),
    ];
    const banner = await browse(store, shopper, [], processed);
    if (banner === null || shopper.bought) return;
    await reportBanner(store, shopper, banner, 'seen');
    if (answer === 'look') return;
    await reportBanner(store, shopper, banner, answer === 'click' ? 'clicked' : 'dismissed');
    if (answer === 'click' && buys)
      agenda.at(at + STEP, shopper.email, () => buy(shopper, at + STEP));
  }

  /** Comes three times within hours, looks at much, and leaves a full checkout. */
  async function comeKeenly(shopper: Shopper, at: number): Promise<void> {
    const { random, email } = shopper;
    const looks = [0, 1, 2].map(() => [0, 1, 2].map(() => random.pick(products)));
    const [first = [], second = [], third = []] = looks;
    agenda.at(at + HOUR, email, async () => void (await browse(store, shopper, second, processed)));
    agenda.at(at + 2 * HOUR, email, () => fillCart(shopper, [...first, ...third], at + 2 * HOUR));
    agenda.at(at + 2 * HOUR + STEP, email, () => startCheckout(shopper, at + 2 * HOUR + STEP));
    agenda.at(
      at + 3 * HOUR,
      email,
      async () => void (await browse(store, shopper, third, processed)),
    );
    await browse(store, shopper, first, processed);
  }

  function buy(shopper: Shopper, at: number): void {
    const { checkoutToken, email } = shopper;
    if (checkoutToken === null || shopper.bought) return;
    shopper.bought = true;
    const { id } = shop.placeOrder({ checkoutToken, at });
    const [shippedAt, deliveredAt] = [
      parcelTimes(at + DAY).leaves,
      parcelTimes(at + 3 * DAY).arrives,
    ];
    agenda.at(shippedAt, email, () => void shop.fulfilOrder(id, { at: shippedAt }));
    agenda.at(deliveredAt, email, () => void shop.deliverOrder(id, { at: deliveredAt }));
  }

  return { count: walking + keen, byEmail, buy };
}
