import type { CartSnapshot, DomainEvent } from '#app/events/event.ts';
import { cartStanding, type CartStanding } from '#app/profiles/cart-standing.ts';
import { cartKey, type CartFact } from '#app/profiles/facts.ts';
import type { Surroundings } from './progress.ts';
import type { Run, RunContext } from './run.ts';

type BasketContext = RunContext & { subject: 'basket' };
type Facts = Surroundings['facts'];

/** What makes a cart and the checkout made from it one basket: the cart's token when there is one. */
export function basketKey(basket: {
  kind: CartSnapshot['kind'];
  token: string;
  cartToken: string | null;
}): string {
  return `basket:${basket.kind === 'cart' ? basket.token : (basket.cartToken ?? basket.token)}`;
}

/** The same for the second of two people who were told with one cart. */
export function sharedBasketKey(key: string, person: string): string {
  return `${key}${SHARED}${person}`;
}

/** Stands in no token. */
const SHARED = '@';

/** The basket an event is about; null when it is about none. */
export function basketOf(event: DomainEvent): CartSnapshot | null {
  return event.kind === 'cart.changed' || event.kind === 'checkout.changed' ? event.cart : null;
}

/** What a run is about while `snapshot` is the newest that is known of its basket. */
export function contextOf(snapshot: CartSnapshot): BasketContext {
  const { kind, token, cartToken } = snapshot;
  return { subject: 'basket', kind, token, cartToken };
}

/** Whether the event is activity on the basket of this run. */
export function isActivityOn(run: Run, event: DomainEvent): boolean {
  const basket = basketOf(event);
  if (basket === null) return false;
  const key = basketKey(basket);
  return run.dedupeKey === key || run.dedupeKey.startsWith(`${key}${SHARED}`);
}

/**
 * The run after activity on its basket: a cart turns into the checkout made from it, which can be taken up
 * again by a link. `restarting` is the wait that begins anew, when the run is at it.
 */
export function afterActivity(
  run: Run,
  event: DomainEvent,
  restarting: { ms: number } | null,
): Run {
  const basket = basketOf(event);
  if (!basket) return run;
  const context = leads(basket, run.context) ? contextOf(basket) : run.context;
  if (!restarting) return context === run.context ? run : { ...run, context };
  return {
    ...run,
    context,
    enteredAt: Math.min(run.enteredAt, event.at),
    wakeAt: Math.max(run.wakeAt ?? 0, event.at + restarting.ms),
  };
}

/** A checkout leads over a cart. Of two checkouts the greater token does, whichever was told first. */
function leads(told: CartSnapshot, known: RunContext): boolean {
  if (known.subject !== 'basket' || told.kind === 'cart') return false;
  return known.kind === 'cart' || told.token > known.token;
}

/** How the cart of a run stands after the orders of its person. */
export function standingOf(
  { context, profileId }: Pick<Run, 'context' | 'profileId'>,
  facts: Facts,
): CartStanding {
  const theirs = [...facts.purchases.values()].flatMap(({ profileId: id, order }) =>
    id === profileId && order ? [order] : [],
  );
  return cartStanding(basketFacts(context, facts), theirs);
}

/** The facts of a run's cart: of the checkout, of the cart it was made from, or of both. */
function basketFacts(context: RunContext, facts: Facts): CartFact[] {
  if (context.subject !== 'basket') return [];
  const known = [
    facts.carts.get(cartKey(context.kind, context.token)),
    context.cartToken === null ? undefined : facts.carts.get(cartKey('cart', context.cartToken)),
  ];
  return known.filter((fact) => fact !== undefined);
}
