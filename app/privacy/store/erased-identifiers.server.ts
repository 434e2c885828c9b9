import { restoreRefusals } from '#app/consent/remembered-refusals.server.ts';
import { hasErasedPeople } from '#app/consent/store/remembered-refusals.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { AccountChange } from '#app/events/account-change.ts';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import { admittedEvent, isOfFile, namedIn } from '../admit-event.ts';
import { uniqueIdentifiers } from '../person-identifiers.ts';

/** Whether what is refused now is to be remembered instead of what was: later, and never weaker. */
const REFUSES_MORE = `excluded.refusal is not null
  and (excluded.refusal <> 'unsubscribed' or coalesce(erased_identifier.refusal, 'unsubscribed') = 'unsubscribed')`;

/**
 * Remembers identifiers of a person who is erased, as codes, and what their addresses had refused. Called before
 * the rows go.
 * @param now epoch milliseconds
 */
export async function rememberErased(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  identifiers: readonly Identifier[],
  now: number,
): Promise<void> {
  // A browser is not a person: what it does later has no name.
  const lasting = identifiers.filter(({ kind }) => kind !== 'visitor');
  await client.query(
    `insert into erased_identifier (shop_id, kind, code, erased_at, refusal, refused_at)
     select $1, erased.kind, erased.code, $5, coalesce(s.reason, c.state), coalesce(s.at, c.at)
       from unnest($2::text[], $3::text[], $4::text[]) as erased (kind, value, code)
       left join suppression s on s.shop_id = $1 and erased.kind = 'email' and s.address = erased.value
       left join address_consent c on c.shop_id = $1 and c.channel = 'email' and erased.kind = 'email'
         and c.address = erased.value and c.state = 'unsubscribed'
     on conflict (shop_id, kind, code) do update set erased_at = excluded.erased_at,
       refusal = case when ${REFUSES_MORE} then excluded.refusal else erased_identifier.refusal end,
       refused_at = case when ${REFUSES_MORE} then excluded.refused_at else erased_identifier.refused_at end`,
    [
      shopId,
      lasting.map(({ kind }) => kind),
      lasting.map(({ value }) => value),
      lasting.map(({ kind, value }) => codes.codeOf(shopId, kind, value)),
      new Date(now),
    ],
  );
}

type Remembered = { kind: string; code: string; erasedAt: number };

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
  const remembered = await lookUp(
    client,
    shopId,
    codes,
    uniqueIdentifiers(events.flatMap(namedIn)),
  );
  if (remembered.size === 0) return events;
  const filed = events.filter(isOfFile).flatMap(namedIn);
  const back = await knownAmong(client, shopId, filed);
  const admitted = events.flatMap((event) => {
    const kept = admittedEvent(event, {
      erasedAt: (one) => remembered.get(keyOf(one)) ?? null,
      isBack: (one) => back.has(keyOf(one)),
    });
    return kept === null ? [] : [kept];
  });
  const addresses = admitted
    .flatMap(namedIn)
    .filter((one) => one.kind === 'email' && remembered.has(keyOf(one)));
  await restoreRefusals(
    client,
    shopId,
    codes,
    addresses.map(({ value }) => value),
  );
  return admitted;
}

/** Which of these are known now; of what was erased, what came back by an act of its own. By `kind:value`. */
async function knownAmong(
  client: ShopClient,
  shopId: string,
  identifiers: readonly Identifier[],
): Promise<Set<string>> {
  if (identifiers.length === 0) return new Set();
  const { rows } = await client.query<Identifier>(
    `select i.kind, i.value from unnest($2::text[], $3::text[]) as wanted (kind, value)
       join identity i on i.shop_id = $1 and i.kind = wanted.kind and i.value = wanted.value`,
    [shopId, identifiers.map(({ kind }) => kind), identifiers.map(({ value }) => value)],
  );
  return new Set(rows.map(keyOf));
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
  const back = await knownAmong(client, shopId, erased);
  return new Set(erased.filter((one) => !back.has(keyOf(one))).map(({ value }) => value));
}

/** Finds which of some identifiers belong to people who were erased. */
export async function erasedAmong(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  given: readonly Identifier[],
): Promise<(identifier: Identifier) => boolean> {
  if (given.length === 0 || !(await hasErasedPeople(client, shopId))) return () => false;
  const remembered = await lookUp(client, shopId, codes, uniqueIdentifiers(given));
  return (one) => remembered.has(keyOf(one));
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

/** When identifiers were erased, epoch milliseconds, by `kind:value`; those that were not are left out. */
async function lookUp(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  given: readonly Identifier[],
): Promise<Map<string, number>> {
  const wanted = given
    .filter(({ kind }) => kind !== 'visitor')
    .flatMap((one) =>
      codes
        .codesOf(shopId, one.kind, one.value)
        .map((code) => ({ key: keyOf(one), kind: one.kind, code })),
    );
  const { rows } = await client.query<Remembered>(
    `select e.kind, e.code, e.erased_at as "erasedAt"
       from unnest($2::text[], $3::text[]) as wanted (kind, code)
       join erased_identifier e on e.shop_id = $1 and e.kind = wanted.kind and e.code = wanted.code`,
    [shopId, wanted.map(({ kind }) => kind), wanted.map(({ code }) => code)],
  );
  const byCode = new Map(rows.map((row) => [`${row.kind}:${row.code}`, row]));
  const remembered = new Map<string, number>();
  for (const { key, kind, code } of wanted) {
    const row = byCode.get(`${kind}:${code}`);
    // Erased again after a rotation there is a code of each key: the last erasure holds.
    if (row) remembered.set(key, Math.max(row.erasedAt, remembered.get(key) ?? row.erasedAt));
  }
  return remembered;
}

function keyOf({ kind, value }: Identifier): string {
  return `${kind}:${value}`;
}
