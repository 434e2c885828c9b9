import type { CartSnapshot, DomainEvent } from '#app/events/event.ts';
import { cartAfter } from '#app/profiles/facts-change.ts';
import { cartKey, type Facts } from '#app/profiles/facts.ts';
import { isToken } from '#app/profiles/identity/match-tokens.ts';
import { interestsOf, mergeInterests } from '#app/profiles/interests.ts';
import type { CartSummary, ProfileState } from '#app/profiles/profile-state.ts';
import { countSignal } from '#app/profiles/signals.ts';
import { newerCart } from './newer-cart.ts';

/** A profile, and the facts, after one more state of a cart or checkout. */
export function applyCart(
  state: ProfileState,
  { cart: sent, identifiers }: Pick<DomainEvent, 'identifiers'> & { cart: CartSnapshot },
  facts: Facts,
  profileId: string,
): ProfileState {
  const key = cartKey(sent.kind, sent.token);
  const known = facts.carts.get(key);
  const namesPerson = !identifiers.every(isToken);
  facts.carts.set(key, cartAfter(known, sent, profileId, namesPerson));
  const started = sent.kind === 'checkout' && !known?.snapshot;
  return {
    ...withCart(state, sent),
    signals: started
      ? countSignal(state.signals, 'checkout_started', sent.createdAt)
      : state.signals,
    interests: mergeInterests(state.interests, interestsOf(sent.lines, sent.updatedAt, 'carted')),
  };
}

/** A person with what one more state of a cart or checkout says of their newest. */
export function withCart(state: ProfileState, sent: CartSnapshot): ProfileState {
  return { ...state, [sent.kind]: newerCart(state[sent.kind], cartSummaryOf(sent)) };
}

function cartSummaryOf(cart: CartSnapshot): CartSummary {
  return {
    token: cart.token,
    quantity: cart.quantity,
    totalMinor: cart.total.minor,
    currency: cart.total.currency,
    at: cart.updatedAt,
    ...(cart.subsecond !== undefined && { subsecond: cart.subsecond }),
  };
}
