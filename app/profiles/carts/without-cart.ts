import type { CartSnapshot } from '#app/events/event.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** One cart or checkout. */
export type CartToken = Pick<CartSnapshot, 'kind' | 'token'>;

/** A profile whose newest cart or checkout was that one, without it; another one as it is. */
export function withoutCart(state: ProfileState, { kind, token }: CartToken): ProfileState {
  return state[kind]?.token === token ? { ...state, [kind]: null } : state;
}
