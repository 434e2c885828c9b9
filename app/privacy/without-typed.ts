import type { Timestamped, ProfileState } from '#app/profiles/profile-state.ts';

type Addressed = Partial<Pick<ProfileState, 'email' | 'phone'>>;

/** The addresses and numbers of a person who is erased. */
export type TypedAddresses = { emails: readonly string[]; phones: readonly string[] };

/**
 * What is known of another person, without an erased person's address and number that they typed somewhere.
 * @param state a profile, a part of one, or what an event added to it
 * @param own what the other's own address is instead; null when none is known
 * @returns the same object when nothing of it stands there
 */
export function withoutTyped<T extends Addressed>(
  state: T,
  { emails, phones }: TypedAddresses,
  own: Timestamped<string> | null,
): T {
  const isEmail = state.email && emails.includes(state.email.value);
  const isPhone = state.phone && phones.includes(state.phone.value);
  if (!isEmail && !isPhone) return state;
  return { ...state, ...(isEmail ? { email: own } : {}), ...(isPhone ? { phone: null } : {}) };
}
