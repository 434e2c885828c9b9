import { idOf } from '#app/lib/ids.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { Run } from './run.ts';

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

/** Keys of runs that name an order or an event, and no person. */
const NAMED_BY_EVENT = /^(?:order|event):/;

/**
 * A run, as the name of a draw: its id, where that is the same whichever delivery came first, as it is of carts, orders and
 * events. Of a run that is named by its person, whom chance is derived for and when it began.
 * @param drawnFor of its person, see `drawnForOf`
 */
export function drawnAsOf(run: Run, drawnFor: string): string {
  if (run.context.subject === 'basket' || NAMED_BY_EVENT.test(run.dedupeKey)) return run.id;
  return idOf('run', run.journeyKey, drawnFor, String(run.enteredAt));
}
