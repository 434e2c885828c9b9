import type { ConsentEvidence, ConsentState } from '#app/events/event.ts';
import { SECOND } from '#app/lib/duration.ts';
import type { ConsentIntent, ProfileState } from './profile-state.ts';

export type ConsentChannel = 'email' | 'sms';

/** One act about one address or number: what it agreed to or refused. The id is that of its proof. */
export type ConsentAct = {
  id: string;
  state: ConsentState;
  /** Epoch milliseconds, never later than its receipt. */
  at: number;
  /** On our side, so that Shopify may not know of it. */
  ours?: true;
};

/**
 * What is known of one address or number: the newest act of each evidence, and the newest unsubscribe on our
 * side. Each is the greatest of its kind, so the same acts in any order give the same.
 */
export type AddressActs = Partial<Record<ConsentEvidence | 'left', ConsentAct>>;

/**
 * The consent that holds for an address. `optedInAt` is when the address itself opted in, by an act of its own that
 * still holds; null when it did not, or when only a record or a file says so.
 */
export type StandingConsent = ConsentAct & { optedInAt: number | null };

/** The states from the freest to the safest, in which the safer of two of one moment is found. */
const SAFER: readonly ConsentState[] = [
  'subscribed',
  'pending',
  'not_subscribed',
  'invalid',
  'redacted',
  'unsubscribed',
];

/**
 * The newer of two acts, whichever arrived first; of two of one moment the safer, so that a doubt never becomes a
 * subscription. Of the same act received from both sides Shopify's counts, because then Shopify knows already.
 */
export function newestAct(known: ConsentAct | undefined, other: ConsentAct): ConsentAct {
  if (!known) return other;
  if (other.at !== known.at) return other.at > known.at ? other : known;
  if (other.state !== known.state)
    return SAFER.indexOf(other.state) > SAFER.indexOf(known.state) ? other : known;
  if (other.ours !== known.ours) return known.ours ? other : known;
  return other.id > known.id ? other : known;
}

/** What is known of an address after one more act; the same object when the act changes nothing. */
export function withAct(
  acts: AddressActs,
  evidence: ConsentEvidence,
  act: ConsentAct,
): AddressActs {
  const isLeaving = evidence === 'act' && act.ours === true && act.state === 'unsubscribed';
  const slots = isLeaving ? ([evidence, 'left'] as const) : ([evidence] as const);
  return slots.reduce<AddressActs>((known, slot) => {
    const kept = newestAct(known[slot], act);
    return isSame(kept, known[slot]) ? known : { ...known, [slot]: kept };
  }, acts);
}

/**
 * What Shopify repeats of what we sent stays what it was when we received it: an act of the address's own, or what
 * a file said, which is no act of the address.
 * @param isEcho whether we sent this state, of this moment, to Shopify
 */
export function resolveEcho(
  acts: AddressActs,
  evidence: ConsentEvidence,
  act: ConsentAct,
  isEcho: boolean,
): { evidence: ConsentEvidence; act: ConsentAct } {
  if (act.ours || !isEcho || isRepeat(act, acts.act)) return { evidence, act };
  const slot = isOptIn(act) ? 'claim' : 'record';
  const said = acts[slot];
  // The file is the proof, and Shopify knows of it now.
  return isRepeat(act, said)
    ? { evidence: slot, act: { id: said.id, state: said.state, at: said.at } }
    : { evidence: slot, act };
}

/** Whether an act is one that is known, reported back with the same moment or without its milliseconds. */
function isRepeat(act: ConsentAct, known: ConsentAct | undefined): known is ConsentAct {
  return known?.state === act.state && echoTimes(known.at).includes(act.at);
}

/** Under which moments Shopify may report back what we sent it of one: it may leave the milliseconds out. */
export function echoTimes(at: number): number[] {
  return [at, Math.floor(at / SECOND) * SECOND];
}

/**
 * The consent that holds for an address: its newest act. A record that was read in bulk may be newer than what
 * webhooks sent, but an opt-in in it never undoes an unsubscribe on our side. One that a file claims, or that has a
 * date that cannot be, counts only while the address itself was never asked, and undoes no refusal at all.
 * @returns null when nothing was ever received of the address
 */
export function standingConsent({ act, record, claim, left }: AddressActs): StandingConsent | null {
  const optedInAt = isOptIn(act) ? act.at : null;
  let standing: ConsentAct | undefined = act;
  const isHeld = left !== undefined && !isOptIn(act) && isOptIn(record);
  if (record && !isHeld) standing = newestAct(standing, record);
  const wasAsked = act !== undefined && act.state !== 'not_subscribed';
  if (claim && !left && !wasAsked && !isRefusal(standing) && !isOptIn(standing))
    standing = newestAct(standing, claim);
  return standing ? { ...standing, optedInAt: isOptIn(standing) ? optedInAt : null } : null;
}

/** The key of an address or number among those of a shop. */
export function addressKey(channel: ConsentChannel, address: string): string {
  return `${channel}:${address}`;
}

/** The addresses that messages to a person would go to, one a channel. */
export function addressesOf({
  email,
  phone,
}: Pick<ProfileState, 'email' | 'phone'>): Record<ConsentChannel, string | null> {
  return { email: email?.value ?? null, sms: phone?.value ?? null };
}

/**
 * A person with the consent of the addresses that messages to them would go to now. Consent belongs to the address:
 * a person who has another address from now on has its consent, or none.
 * @param actsOf what is known of an address
 */
export function withAddressConsent(
  person: ProfileState,
  actsOf: (key: string) => AddressActs | undefined,
): ProfileState {
  const addresses = addressesOf(person);
  const intent = (channel: ConsentChannel) => {
    const address = addresses[channel];
    const acts = address === null ? undefined : actsOf(addressKey(channel, address));
    return intentOf(acts ? standingConsent(acts) : null);
  };
  const consent = { email: intent('email'), sms: intent('sms') };
  return isSameIntent(consent.email, person.consent.email) &&
    isSameIntent(consent.sms, person.consent.sms)
    ? person
    : { ...person, consent };
}

function intentOf(standing: StandingConsent | null): ConsentIntent | null {
  if (!standing) return null;
  const { state: value, at, ours } = standing;
  return ours ? { value, at, ours } : { value, at };
}

function isSameIntent(one: ConsentIntent | null, other: ConsentIntent | null): boolean {
  return one?.value === other?.value && one?.at === other?.at && one?.ours === other?.ours;
}

function isSame(one: ConsentAct, other: ConsentAct | undefined): boolean {
  return (
    one.id === other?.id &&
    one.at === other.at &&
    one.state === other.state &&
    one.ours === other.ours
  );
}

function isOptIn(act: ConsentAct | undefined): act is ConsentAct {
  return act?.state === 'subscribed';
}

function isRefusal(act: ConsentAct | undefined): boolean {
  return act !== undefined && SAFER.indexOf(act.state) > SAFER.indexOf('not_subscribed');
}
