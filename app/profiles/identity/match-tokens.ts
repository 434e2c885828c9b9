import type { DomainEvent, Identifier, IdentifierKind } from '#app/events/event.ts';
import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';
import { identifierKey, ownerOf, type Directory } from './directory.ts';

/** What tokens of an event come to. */
export type MatchedTokens = {
  /** Profiles that the event is about, those of its persons first. */
  joined: string[];
  /** Tokens that another profile had claimed, and that a signed delivery says belong to this event's person. */
  taken: Identifier[];
  /** Tokens that the event, because it is signed and names a person, says are this person's. */
  confirmed: Identifier[];
  /** Tokens that say nothing here: they are neither linked nor conflicts. */
  ignored: Identifier[];
};

/** The kinds of identifiers that say who a person is. */
export const PERSONAL: readonly IdentifierKind[] = ['customer', 'email', 'order', 'phone'];

/** Whether an identifier is public, so that any client that has seen it may send it: a cart, a checkout, a browser. */
export function isToken({ kind }: Identifier): boolean {
  return !PERSONAL.includes(kind);
}

/**
 * What the public tokens of an event may add to who it is about. Cart, checkout and visitor tokens do not
 * identify a person: they follow what is anonymous, and never lead to one with an address, a number, a customer or an
 * order.
 *
 * - A signed delivery that names a person takes along what is anonymous under its tokens. A token that another
 *   person only claimed from the storefront goes to the person that the signed delivery names.
 * - A customer whom the storefront vouches for takes along what is anonymous, too, but unconfirmed.
 * - Signed deliveries without a person put together the tokens they name, as Shopify made one from the other.
 * - The storefront alone puts together what is anonymous. A browser that belongs to a person stays theirs and
 *   brings nothing along.
 *
 * Two identified profiles are never merged here.
 * @param namesPerson whether the event has an identifier that is no token
 * @param people the profiles of these
 */
export function matchTokens(
  directory: Directory,
  event: DomainEvent,
  namesPerson: boolean,
  people: readonly string[],
  tokens: readonly Identifier[],
): MatchedTokens {
  const signed = isSigned(event);
  if (!namesPerson && !signed) return matchVisit(directory, tokens);
  const joined = [...people];
  const taken: Identifier[] = [];
  const first = tokens.find((one) => isIdentified(directory, ownerOf(directory, one)));
  for (const token of tokens) {
    const owner = ownerOf(directory, token);
    if (owner === undefined || joined.includes(owner)) continue;
    const isOthers = isIdentified(directory, owner);
    if (isOthers && namesPerson) {
      if (signed && !directory.confirmed.has(identifierKey(token))) taken.push(token);
      continue;
    }
    // Without a person the strongest token of an identified profile says whose all are.
    if (isOthers && owner !== (first && ownerOf(directory, first))) continue;
    if (!isNotDuplicate(directory, joined, owner)) joined.push(owner);
  }
  const confirmed =
    namesPerson && signed
      ? tokens.filter((one) => {
          const owner = ownerOf(directory, one);
          return (
            (owner === undefined || joined.includes(owner) || taken.includes(one)) &&
            !directory.confirmed.has(identifierKey(one))
          );
        })
      : [];
  return { joined, taken, confirmed, ignored: [] };
}

/** What the storefront sent of a browser alone. */
function matchVisit(directory: Directory, tokens: readonly Identifier[]): MatchedTokens {
  const browser = tokens.find(({ kind }) => kind === 'visitor') ?? tokens[0];
  const nothing = { taken: [], confirmed: [] };
  const own = browser && ownerOf(directory, browser);
  if (own !== undefined && isIdentified(directory, own))
    return { ...nothing, joined: [own], ignored: tokens.filter((one) => one !== browser) };
  const joined: string[] = [];
  const ignored: Identifier[] = [];
  for (const token of tokens) {
    const owner = ownerOf(directory, token);
    if (isIdentified(directory, owner)) ignored.push(token);
    else if (
      owner !== undefined &&
      !joined.includes(owner) &&
      !isNotDuplicate(directory, joined, owner)
    )
      joined.push(owner);
  }
  return { ...nothing, joined, ignored };
}

/** Whether a delivery was signed by Shopify, who made its tokens; the rest was sent by a browser. */
function isSigned({ topic }: DomainEvent): boolean {
  return topic !== STOREFRONT_TOPIC && !topic.startsWith('tendril/');
}

function isIdentified(directory: Directory, id: string | undefined): boolean {
  if (id === undefined) return false;
  const profile = directory.profiles.get(id);
  return (
    directory.identified.has(id) || Boolean(profile?.customerId ?? profile?.email ?? profile?.phone)
  );
}

function isNotDuplicate(directory: Directory, joined: readonly string[], id: string): boolean {
  return joined.some((one) => directory.notDuplicates.get(one)?.has(id) === true);
}
