import { restoreRefusals } from '#app/consent/remembered-refusals.server.ts';
import { hasErasedPeople } from '#app/consent/store/remembered-refusals.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { AccountChange } from '#app/events/account-change.ts';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import { admittedEvent, isOfFile, namedIn } from './admit-event.ts';
import { uniqueIdentifiers } from './person-identifiers.ts';
import { erasedKey, findErased, findKnownIdentifiers } from './store/erased-identifiers.server.ts';

/**
 * The events of a batch that may be known, see `admittedEvent`. Where an erased address comes back by its own act,
 * what it had refused is refused again. Costs one look into an index where no one was erased.
 */
export async function admitEvents(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  events: readonly DomainEvent[],
): Promise<readonly DomainEvent[]> {
  if (events.length === 0 || !(await hasErasedPeople(client, shopId))) return events;
  const remembered = await findErased(
    client,
    shopId,
    codes,
    uniqueIdentifiers(events.flatMap(namedIn)),
  );
  if (remembered.size === 0) return events;
  const filed = events.filter(isOfFile).flatMap(namedIn);
  const back = await findKnownIdentifiers(client, shopId, filed);
  const admitted = events.flatMap((event) => {
    const kept = admittedEvent(event, {
      erasedAt: (one) => remembered.get(erasedKey(one)) ?? null,
      isBack: (one) => back.has(erasedKey(one)),
    });
    return kept === null ? [] : [kept];
  });
  const addresses = admitted
    .flatMap(namedIn)
    .filter((one) => one.kind === 'email' && remembered.has(erasedKey(one)));
  await restoreRefusals(
    client,
    shopId,
    codes,
    addresses.map(({ value }) => value),
  );
  return admitted;
}

/**
 * Which of these addresses belong to people who were erased and have not come back: a file must not bring them back.
 * @param addresses as they are compared, in lower case
 */
export async function goneAddresses(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  addresses: readonly string[],
): Promise<Set<string>> {
  const named = addresses.map((value) => ({ kind: 'email' as const, value }));
  const isErased = await erasedAmong(client, shopId, codes, named);
  const erased = named.filter(isErased);
  const back = await findKnownIdentifiers(client, shopId, erased);
  return new Set(erased.filter((one) => !back.has(erasedKey(one))).map(({ value }) => value));
}

/** Finds which of some identifiers belong to people who were erased. */
export async function erasedAmong(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  given: readonly Identifier[],
): Promise<(identifier: Identifier) => boolean> {
  if (given.length === 0 || !(await hasErasedPeople(client, shopId))) return () => false;
  const remembered = await findErased(client, shopId, codes, uniqueIdentifiers(given));
  return (one) => remembered.has(erasedKey(one));
}

/** The changes of companies that may be known: a contact who was erased is none any more. */
export async function admitAccounts(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  changes: readonly AccountChange[],
): Promise<AccountChange[]> {
  const given = changes.flatMap((change) => contactOf(change) ?? []);
  const isErased = await erasedAmong(client, shopId, codes, given);
  return changes.filter((change) => {
    const contact = contactOf(change);
    return contact === null || !isErased(contact);
  });
}

function contactOf(change: AccountChange): Identifier | null {
  return change.kind === 'contact.changed'
    ? { kind: 'customer', value: change.contact.customerId }
    : null;
}
