import type { CartSnapshot, DomainEvent, Line } from '#app/events/event.ts';
import { idOf } from '#app/lib/ids.ts';
import { cartStanding, goodsOf, type CartStanding } from '#app/profiles/cart-standing.ts';
import { cartKey, type CartFact } from '#app/profiles/facts.ts';
import type { Journey } from './definition.ts';
import type { Surroundings } from './progress.ts';
import type { Run, RunContext } from './run.ts';

type BasketContext = RunContext & { subject: 'basket' };
type Facts = Surroundings['facts'];

/** What makes a cart and the checkout made from it one: the cart's token when there is one. */
export function basketKey(basket: {
  kind: CartSnapshot['kind'];
  token: string;
  cartToken: string | null;
}): string {
  return `basket:${basket.kind === 'cart' ? basket.token : (basket.cartToken ?? basket.token)}`;
}

/** Stand in no token: the second of two people with one cart, in runs of earlier versions; an intention. */
const SHARED = '@';
const INTENTION = '#';

/** Names the intention that an event on a cart begins. */
export function intentionKey(cart: CartSnapshot, event: DomainEvent): string {
  return `${basketKey(cart)}${INTENTION}${event.id}`;
}

/** Whether a run is about all carts of its person, and not about one. */
export function isAboutAllCarts({ dedupeKey }: Run): boolean {
  return dedupeKey.includes(INTENTION);
}

/** Whether one run of a journey is about all carts of its person. */
export function isOnePerPerson({ trigger }: Journey): boolean {
  return 'onePer' in trigger && trigger.onePer === 'person';
}

/** The cart or checkout an event is about; null when it is about none. */
export function basketOf(event: DomainEvent): CartSnapshot | null {
  return event.kind === 'cart.changed' || event.kind === 'checkout.changed' ? event.cart : null;
}

/** What a run is about while `snapshot` is the newest that is known of its person's carts. */
export function contextOf(snapshot: CartSnapshot): BasketContext {
  const { kind, token, cartToken } = snapshot;
  return { subject: 'basket', kind, token, cartToken, seen: seenIn(snapshot) };
}

function seenIn({ lines, updatedAt }: CartSnapshot): { goods: string; at: number } {
  return { goods: goodsIn(lines), at: updatedAt };
}

/** What is in a cart, the same for a cart and its checkout, in whatever order its lines are. */
function goodsIn(lines: readonly Line[]): string {
  const pieces = new Map<string, number>();
  for (const line of lines)
    pieces.set(goodsOf(line), (pieces.get(goodsOf(line)) ?? 0) + line.quantity);
  const named = [...pieces]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}:${String(count)}`);
  return idOf('goods', ...named.sort());
}

/** Whether an event of the run's person is activity that the run takes up. */
export function isActivityOn(run: Run, event: DomainEvent): boolean {
  const basket = basketOf(event);
  if (basket === null) return false;
  if (isAboutAllCarts(run)) return true;
  const key = basketKey(basket);
  return run.dedupeKey === key || run.dedupeKey.startsWith(`${key}${SHARED}`);
}

/**
 * The run after activity that it takes up: of several carts the newest with something in it is what it is about.
 * `restarting` is the wait that begins again, when the run is at it.
 */
export function afterActivity(
  run: Run,
  event: DomainEvent,
  restarting: { ms: number } | null,
  facts: Facts,
): Run {
  const basket = basketOf(event);
  if (!basket || run.context.subject !== 'basket') return run;
  // Another cart without anything in it says nothing of what was left.
  if (basket.quantity === 0 && basketKey(basket) !== basketKey(run.context)) return run;
  const context = contextAfter(run.context, basket, facts);
  if (!restarting) return context === run.context ? run : { ...run, context };
  return {
    ...run,
    context,
    enteredAt: Math.min(run.enteredAt, event.at),
    wakeAt: Math.max(run.wakeAt ?? 0, event.at + restarting.ms),
  };
}

function contextAfter(known: BasketContext, basket: CartSnapshot, facts: Facts): BasketContext {
  const isNewer = basket.updatedAt > (known.seen?.at ?? -Infinity);
  const seen = isNewer ? seenIn(basket) : known.seen;
  if (leads(basket, known, facts)) return { ...contextOf(basket), ...(seen && { seen }) };
  const isSame = basketKey(basket) === basketKey(known);
  return isSame && isNewer && known.seen ? { ...known, seen: seenIn(basket) } : known;
}

/**
 * Whether a run turns to this cart. Another cart leads when it is the newer one and has something in it; a checkout
 * leads over the cart it was made from, until that is given other goods; of two checkouts of one cart the newer leads.
 */
function leads(told: CartSnapshot, known: BasketContext, facts: Facts): boolean {
  const at = facts.carts.get(cartKey(known.kind, known.token))?.snapshot?.updatedAt ?? -Infinity;
  const isNewer =
    told.updatedAt > at ||
    (told.updatedAt === at && cartKey(told.kind, told.token) > cartKey(known.kind, known.token));
  if (basketKey(told) !== basketKey(known)) return told.quantity > 0 && isNewer;
  if (told.kind === 'checkout')
    return known.kind === 'cart' || (told.token !== known.token && isNewer);
  return (
    known.kind === 'checkout' &&
    known.seen !== undefined &&
    told.quantity > 0 &&
    told.updatedAt > known.seen.at &&
    goodsIn(told.lines) !== known.seen.goods
  );
}

/** Whether an event is a new intention beside what a run has done already: newer, with other goods, at a late step. */
export function isNewIntention(journey: Journey, run: Run, event: DomainEvent): boolean {
  const basket = basketOf(event);
  if (!basket || run.context.subject !== 'basket' || !run.context.seen) return false;
  if (!(journey.renewsAt ?? []).includes(run.stepId) || basket.quantity <= 0) return false;
  const { goods, at } = run.context.seen;
  return basket.updatedAt > at && goodsIn(basket.lines) !== goods;
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

/**
 * Whether the event shows that the person ordered from another cart of theirs, after the last change of the run's:
 * who has compared several checkouts and bought one is done.
 */
export function boughtAnother(run: Run, event: DomainEvent, facts: Facts): boolean {
  if (!isAboutAllCarts(run)) return false;
  const times = basketFacts(run.context, facts).flatMap(
    ({ snapshot }) => snapshot?.updatedAt ?? [],
  );
  const shown = Math.max(-Infinity, ...times);
  return cartsOf(event).some((key) => {
    const fact = facts.carts.get(key);
    if (!fact?.snapshot || fact.orderedAt === null) return false;
    return fact.orderedAt >= Math.max(shown, fact.snapshot.updatedAt);
  });
}

/** The carts and checkouts that an event is about or an order was made from, by `cartKey`. */
function cartsOf(event: DomainEvent): string[] {
  const basket = basketOf(event);
  if (basket) return [cartKey(basket.kind, basket.token)];
  if (event.kind !== 'order.changed' && event.kind !== 'order.tested') return [];
  const { cartToken, checkoutToken } = event.kind === 'order.changed' ? event.order : event;
  return [
    ...(cartToken === null ? [] : [cartKey('cart', cartToken)]),
    ...(checkoutToken === null ? [] : [cartKey('checkout', checkoutToken)]),
  ];
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
