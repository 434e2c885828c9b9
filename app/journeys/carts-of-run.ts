import type { CartSnapshot, DomainEvent, Line, OrderSnapshot } from '#app/events/event.ts';
import { stateMoment } from '#app/events/topics/state-time.ts';
import { idOf } from '#app/lib/ids.ts';
import { cartStanding, type CartStanding } from '#app/profiles/carts/cart-standing.ts';
import { cartKey, type CartFact } from '#app/profiles/facts.ts';
import { haveSamePieces, piecesIn } from '#app/profiles/orders/line-pieces.ts';
import { originsOf } from '#app/profiles/tie-order.ts';
import type { StepContext } from './transition.ts';
import type { Run, RunContext } from './run.ts';

type CartContext = RunContext & { subject: 'basket' };
type Facts = StepContext['facts'];
/** What is asked of a journey here; the triggers, of which journeys are made, stand on this file. */
type CartJourney = { trigger: object; renewsAt?: string[] };

/** What makes a cart and the checkout made from it one: the cart's token when there is one. */
export function cartRunKey({
  kind,
  token,
  cartToken,
}: Pick<CartSnapshot, 'kind' | 'token' | 'cartToken'>): string {
  return `basket:${kind === 'cart' ? token : (cartToken ?? token)}`;
}

/** Stand in no token: the second of two people with one cart, in runs of earlier versions; an intention. */
const SHARED = '@';
const INTENTION = '#';

/** Names the intention that an event on a cart begins. */
export function intentionKey(cart: CartSnapshot, event: DomainEvent): string {
  return intentionKeyOf(cart, event.id);
}

/** Names the intention on a cart that something begins, by its own name. */
export function intentionKeyOf(
  cart: Pick<CartSnapshot, 'kind' | 'token' | 'cartToken'>,
  begin: string,
): string {
  return `${cartRunKey(cart)}${INTENTION}${begin}`;
}

/** Whether a run is about all carts of its person, and not about one. Keys of runs about no cart name events in the same way. */
export function isAboutAllCarts({ dedupeKey, context }: Run): boolean {
  return context.subject === 'basket' && dedupeKey.includes(INTENTION);
}

/** Whether one run of a journey is about all carts of its person. */
export function isOnePerPerson({ trigger }: Pick<CartJourney, 'trigger'>): boolean {
  return 'onePer' in trigger && trigger.onePer === 'person';
}

/** The cart or checkout an event is about; null when it is about none. */
export function cartOf(event: DomainEvent): CartSnapshot | null {
  return event.kind === 'cart.changed' || event.kind === 'checkout.changed' ? event.cart : null;
}

/** The carts and checkouts that an event is about, or that its order was made from. */
export function cartsOf(event: DomainEvent): Pick<CartSnapshot, 'kind' | 'token'>[] {
  if (event.kind === 'order.changed') return originsOf(event.order);
  if (event.kind === 'order.tested') return originsOf(event);
  const cart = cartOf(event);
  return cart ? [cart] : [];
}

/** What a run is about while `snapshot` is the newest that is known of its person's carts. */
export function contextOf(snapshot: CartSnapshot): CartContext {
  const { kind, token, cartToken } = snapshot;
  return { subject: 'basket', kind, token, cartToken, seen: seenIn(snapshot) };
}

function seenIn(cart: CartSnapshot): { goods: string; at: number } {
  return { goods: goodsIn(cart.lines), at: stateMoment(cart) };
}

/** Goods that were named before: a cart is sent again and again, its checkout holds the same, and several journeys ask. */
const goodsOfText = new Map<string, string>();
const MOST_NAMED = 5_000;
const SEPARATOR = '\n';

/** Of one event the goods are asked for several times in turn, and of the next event of the cart they are often the same. */
const asked: { lines: readonly Line[] | null; goods: string } = { lines: null, goods: '' };

/** What is in a cart, the same for a cart and its checkout, in whatever order its lines are. */
function goodsIn(lines: readonly Line[]): string {
  if (asked.lines !== lines) {
    if (asked.lines === null || !haveSamePieces(asked.lines, lines))
      asked.goods = goodsNamed(lines);
    asked.lines = lines;
  }
  return asked.goods;
}

function goodsNamed(lines: readonly Line[]): string {
  const named: string[] = [];
  for (const [name, count] of piecesIn(lines))
    if (count > 0) named.push(`${name}:${String(count)}`);
  const text = named.sort().join(SEPARATOR);
  const known = goodsOfText.get(text);
  if (known !== undefined) return known;
  const goods = idOf('goods', ...named);
  // Those that are still sent are named again soon, and that is faster than to note with each which was used last.
  if (goodsOfText.size >= MOST_NAMED) goodsOfText.clear();
  goodsOfText.set(text, goods);
  return goods;
}

/** Whether there is something in the newest cart that a run knows; of one that knows none there may be. */
export function hasGoods(context: RunContext): boolean {
  return context.subject === 'basket' && context.seen?.goods !== goodsIn([]);
}

/** Whether an event of the run's person is activity that the run takes up. */
export function isActivityOn(run: Run, event: DomainEvent): boolean {
  const cart = cartOf(event);
  if (cart === null) return false;
  if (isAboutAllCarts(run)) return true;
  const key = cartRunKey(cart);
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
  const cart = cartOf(event);
  if (!cart || run.context.subject !== 'basket') return run;
  // Another cart without anything in it says nothing of what was left.
  if (cart.quantity === 0 && cartRunKey(cart) !== cartRunKey(run.context)) return run;
  const context = contextAfter(run.context, cart, facts);
  if (!restarting) return context === run.context ? run : { ...run, context };
  return {
    ...run,
    context,
    enteredAt: Math.min(run.enteredAt, event.at),
    wakeAt: Math.max(run.wakeAt ?? 0, event.at + restarting.ms),
  };
}

function contextAfter(known: CartContext, cart: CartSnapshot, facts: Facts): CartContext {
  const isOlder = known.seen !== undefined && stateMoment(cart) <= known.seen.at;
  if (leads(cart, known, facts))
    return isOlder ? { ...contextOf(cart), seen: known.seen } : contextOf(cart);
  const isSame = cartRunKey(cart) === cartRunKey(known);
  return known.seen && isSame && !isOlder ? { ...known, seen: seenIn(cart) } : known;
}

/**
 * Whether a run turns to this cart. Another cart leads when it is the newer one and has something in it; a checkout
 * leads over the cart it was made from, until that is given other goods; of two checkouts of one cart the newer leads.
 */
function leads(cart: CartSnapshot, known: CartContext, facts: Facts): boolean {
  const shown = facts.carts.get(cartKey(known.kind, known.token))?.snapshot;
  const [at, sentAt] = [shown ? stateMoment(shown) : -Infinity, stateMoment(cart)];
  const isNewer =
    sentAt > at ||
    (sentAt === at && cartKey(cart.kind, cart.token) > cartKey(known.kind, known.token));
  if (cartRunKey(cart) !== cartRunKey(known)) return cart.quantity > 0 && isNewer;
  if (cart.kind === 'checkout')
    return known.kind === 'cart' || (cart.token !== known.token && isNewer);
  return (
    known.kind === 'checkout' &&
    known.seen !== undefined &&
    cart.quantity > 0 &&
    sentAt > known.seen.at &&
    goodsIn(cart.lines) !== known.seen.goods
  );
}

/** Whether a run sent all it had to say, so that other goods in the cart begin a run of their own. */
export function isRenewable(
  { renewsAt = [] }: Pick<CartJourney, 'renewsAt'>,
  { stepId }: Run,
): boolean {
  return renewsAt.includes(stepId);
}

/** Whether an event is a new intention beside what a run has done already: newer, with other goods, at a late step. */
export function isNewIntention(
  journey: Pick<CartJourney, 'renewsAt'>,
  run: Run,
  event: DomainEvent,
): boolean {
  const cart = cartOf(event);
  if (!cart || run.context.subject !== 'basket' || !run.context.seen) return false;
  if (!isRenewable(journey, run) || cart.quantity <= 0) return false;
  const { goods, at } = run.context.seen;
  return stateMoment(cart) > at && goodsIn(cart.lines) !== goods;
}

/** How the cart of a run stands after the orders of its person. */
export function standingOf(
  { context, profileId }: Pick<Run, 'context' | 'profileId'>,
  facts: Facts,
): CartStanding {
  const theirs: OrderSnapshot[] = [];
  for (const { profileId: id, order } of facts.purchases.values())
    if (id === profileId && order) theirs.push(order);
  return cartStanding(cartFacts(context, facts), theirs);
}

/**
 * Whether the event shows that the person ordered from another cart of theirs, after the last change of the run's:
 * who has compared several checkouts and bought one is done.
 */
export function boughtAnother(run: Run, event: DomainEvent, facts: Facts): boolean {
  if (!isAboutAllCarts(run)) return false;
  return cartsOf(event).some(({ kind, token }) => {
    const fact = facts.carts.get(cartKey(kind, token));
    if (!fact?.snapshot || fact.orderedAt === null) return false;
    const { orderedAt, snapshot } = fact;
    const shown = cartFacts(run.context, facts).map((one) => one.snapshot?.updatedAt ?? -Infinity);
    return orderedAt >= Math.max(snapshot.updatedAt, ...shown);
  });
}

/** The facts of a run's cart: of the checkout, of the cart it was made from, or of both. */
function cartFacts(context: RunContext, facts: Facts): CartFact[] {
  if (context.subject !== 'basket') return [];
  const { kind, token, cartToken } = context;
  const own = facts.carts.get(cartKey(kind, token));
  const base = cartToken === null ? undefined : facts.carts.get(cartKey('cart', cartToken));
  if (!base) return own ? [own] : [];
  return own ? [own, base] : [base];
}
