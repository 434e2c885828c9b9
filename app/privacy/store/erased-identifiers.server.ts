import type { Identifier } from '#app/events/event.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

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

/** When identifiers were erased, epoch milliseconds, by `kind:value`; those that were not are left out. */
export async function findErased(
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
        .map((code) => ({ key: erasedKey(one), kind: one.kind, code })),
    );
  const { rows } = await client.query<{ kind: string; code: string; erasedAt: number }>(
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

/**
 * Which of some identifiers are known now; of what was erased, what came back by an act of its own. By `kind:value`.
 */
export async function findKnownIdentifiers(
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
  return new Set(rows.map(erasedKey));
}

/** How an identifier is named among those that were erased. */
export function erasedKey({ kind, value }: Identifier): string {
  return `${kind}:${value}`;
}
