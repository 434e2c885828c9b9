import type { ShopClient } from '#app/platform/db.server.ts';
import { companiesOf, identityRows, joinsOf } from '#app/people/store/person-identities.server.ts';
import { isSplittable } from '#app/profiles/profile-parts.ts';
import type { PersonJoin, Identities } from './person-identities.ts';
import { joinWords, topicOrigin } from './identity-origins.ts';
import { identifierWords } from './identity-words.ts';

/** What a person is known by and which profiles they were merged from. */
export async function personIdentities(
  client: ShopClient,
  shopId: string,
  profileId: string,
  now: number,
): Promise<Identities> {
  const rows = await identityRows(client, shopId, profileId);
  const joins = await joinsOf(client, shopId, profileId);
  return {
    identities: rows.map(({ kind, value, at, topic }) => ({
      kind,
      value,
      at,
      by: topicOrigin(topic),
    })),
    count: rows[0]?.count ?? 0,
    joins: joins.map((join) => joinInWords(join, now)),
    companies: await companiesOf(client, shopId, profileId),
  };
}

function joinInWords(
  { cause, lastAt, state, via, ...join }: Awaited<ReturnType<typeof joinsOf>>[number],
  now: number,
): PersonJoin {
  const isRemembered = lastAt !== null && isSplittable({ lastAt, joins: 0 }, now);
  return {
    ...join,
    why: joinWords(cause),
    via: via.map(identifierWords),
    state:
      state !== 'open'
        ? state
        : cause === 'customer.merged'
          ? 'merged_in_shopify'
          : isRemembered
            ? 'open'
            : 'settled',
  };
}
