import type { ShopClient } from '#app/db.server.ts';
import type { AccountChange, DomainEvent, Identifier } from '#app/events/event.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import { identifiersOf } from '#app/profiles/identity.ts';
import { admittedEvent } from '../admit-event.ts';
import { uniqueIdentifiers } from '../person-identifiers.ts';

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
  // A browser is not a person: what it does later is told without a name.
  const lasting = identifiers.filter(({ kind }) => kind !== 'visitor');
  await client.query(
    `insert into erased_identifier (shop_id, kind, code, erased_at, refusal, refused_at)
     select $1, told.kind, told.code, $5, s.reason, s.at
       from unnest($2::text[], $3::text[], $4::text[]) as told (kind, value, code)
       left join suppression s on s.shop_id = $1 and told.kind = 'email' and s.address = told.value
     on conflict (shop_id, kind, code) do update set erased_at = excluded.erased_at,
       refusal = coalesce(excluded.refusal, erased_identifier.refusal),
       refused_at = coalesce(excluded.refused_at, erased_identifier.refused_at)`,
    [
      shopId,
      lasting.map(({ kind }) => kind),
      lasting.map(({ value }) => value),
      lasting.map(({ kind, value }) => codes.codeOf(shopId, kind, value)),
      new Date(now),
    ],
  );
}

type Remembered = { kind: string; code: string; erasedAt: number; isRefused: boolean };

/**
 * The events of a batch that may be known, see `admittedEvent`. Where an erased address comes back by its own act,
 * what it had refused is refused again. Costs one look into an index where nobody was erased.
 */
export async function admitEvents(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  events: readonly DomainEvent[],
): Promise<readonly DomainEvent[]> {
  if (events.length === 0 || !(await hasErased(client, shopId))) return events;
  const told = uniqueIdentifiers(events.flatMap(identifiersOf));
  const remembered = await lookUp(client, shopId, codes, told);
  if (remembered.size === 0) return events;
  const admitted = events.flatMap((event) => {
    const kept = admittedEvent(event, (one) => remembered.get(keyOf(one))?.erasedAt ?? null);
    return kept === null ? [] : [kept];
  });
  const back = uniqueIdentifiers(admitted.flatMap(identifiersOf)).flatMap((one) => {
    const known = remembered.get(keyOf(one));
    return known?.isRefused === true ? [{ address: one.value, code: known.code }] : [];
  });
  if (back.length > 0)
    await client.query(
      `insert into suppression (shop_id, address, reason, at)
       select $1, told.address, e.refusal, e.refused_at
         from unnest($2::text[], $3::text[]) as told (address, code)
         join erased_identifier e on e.shop_id = $1 and e.kind = 'email' and e.code = told.code
       on conflict do nothing`,
      [shopId, back.map(({ address }) => address), back.map(({ code }) => code)],
    );
  return admitted;
}

/** Tells of some identifiers whether they belong to people who were erased. */
export async function erasedAmong(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  told: readonly Identifier[],
): Promise<(identifier: Identifier) => boolean> {
  if (told.length === 0 || !(await hasErased(client, shopId))) return () => false;
  const remembered = await lookUp(client, shopId, codes, uniqueIdentifiers(told));
  return (one) => remembered.has(keyOf(one));
}

/** The changes of companies that may be known: a contact who was erased is none any more. */
export async function admitAccounts(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  changes: readonly AccountChange[],
): Promise<AccountChange[]> {
  const told = changes.flatMap((change) => contactOf(change) ?? []);
  const isErased = await erasedAmong(client, shopId, codes, told);
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

async function hasErased(client: ShopClient, shopId: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    'select exists (select from erased_identifier where shop_id = $1) as has',
    [shopId],
  );
  return rows[0]?.has === true;
}

async function lookUp(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  told: readonly Identifier[],
): Promise<Map<string, Remembered>> {
  const wanted = told
    .filter(({ kind }) => kind !== 'visitor')
    .flatMap((one) =>
      codes
        .codesOf(shopId, one.kind, one.value)
        .map((code) => ({ key: keyOf(one), kind: one.kind, code })),
    );
  const { rows } = await client.query<Remembered>(
    `select e.kind, e.code, e.erased_at as "erasedAt", e.refusal is not null as "isRefused"
       from unnest($2::text[], $3::text[]) as wanted (kind, code)
       join erased_identifier e on e.shop_id = $1 and e.kind = wanted.kind and e.code = wanted.code`,
    [shopId, wanted.map(({ kind }) => kind), wanted.map(({ code }) => code)],
  );
  const byCode = new Map(rows.map((row) => [`${row.kind}:${row.code}`, row]));
  const remembered = new Map<string, Remembered>();
  for (const { key, kind, code } of wanted) {
    const row = byCode.get(`${kind}:${code}`);
    if (!row) continue;
    // Erased again after a rotation there is a code of each key: the last erasure holds, and any refusal.
    const known = remembered.get(key);
    remembered.set(key, {
      ...row,
      erasedAt: Math.max(row.erasedAt, known?.erasedAt ?? row.erasedAt),
      isRefused: row.isRefused || known?.isRefused === true,
    });
  }
  return remembered;
}

function keyOf({ kind, value }: Identifier): string {
  return `${kind}:${value}`;
}
