import { idOf } from '#app/lib/ids.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/**
 * Whom chance is derived for, as the name of a draw: the address of a person where one is known. The id of a profile is made of
 * what the person was known by first, which depends on which of two deliveries came first.
 */
export function drawnForOf({ email }: Pick<ProfileState, 'email'>, profileId: string): string {
  return drawnForAddress(email?.value ?? null, profileId);
}

/** The same of an address; null where none is known. */
export function drawnForAddress(address: string | null, profileId: string): string {
  return address === null ? profileId : idOf('profile', 'email', address);
}
