import {
  standingConsent,
  type AddressActs,
  type ConsentChannel,
} from '#app/profiles/consent-acts.ts';
import type { AddressConsent } from './may-send.ts';

/** An address or number of a shop, as it is compared: an address in lower case, a number in E.164. */
export type ConsentAddress = { channel: ConsentChannel; address: string };

/** What is known of an address: what it agreed to or refused, and whether it must not be written to. */
export type KnownAddress = { acts: AddressActs; suppression: AddressConsent['suppression'] };

/** What the rule of sending looks at, of an email address of which something or nothing is known. */
export function addressConsent(
  address: string | null,
  known: KnownAddress | undefined,
): AddressConsent {
  return {
    address,
    consent: known ? standingConsent(known.acts) : null,
    suppression: known?.suppression ?? null,
  };
}
