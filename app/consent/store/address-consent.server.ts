import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { ConsentState } from '#app/events/event.ts';
import { addressKey, standingConsent, type AddressActs } from '#app/profiles/consent-acts.ts';
import type { ConsentAddress, KnownAddress } from '../known-address.ts';
import type { SuppressionReason } from '../may-send.ts';

type AddressRow = ConsentAddress & {
  acts: AddressActs | null;
  reason: SuppressionReason | null;
  suppressedAt: number | null;
};

/**
 * What is known of addresses, by `addressKey`; those of which nothing is are left out.
 * @param wanted as they are compared: addresses in lower case, numbers in E.164
 */
export async function loadAddresses(
  client: ShopClient,
  shopId: string,
  wanted: readonly ConsentAddress[],
): Promise<Map<string, KnownAddress>> {
  const distinct = new Map(wanted.map((one) => [addressKey(one.channel, one.address), one]));
  if (distinct.size === 0) return new Map();
  const addresses = [...distinct.values()];
  const { rows } = await client.query<AddressRow>(
    `select wanted.channel, wanted.address, consent.acts, suppression.reason,
            suppression.at as "suppressedAt"
       from unnest($2::text[], $3::text[]) as wanted (channel, address)
       left join lateral (select acts from address_consent
         where shop_id = $1 and channel = wanted.channel and address = wanted.address limit 1) consent on true
       left join lateral (select reason, at from suppression
         where shop_id = $1 and address = wanted.address and wanted.channel = 'email' limit 1) suppression on true
      where consent.acts is not null or suppression.reason is not null`,
    [shopId, addresses.map(({ channel }) => channel), addresses.map(({ address }) => address)],
  );
  return new Map(
    rows.map(({ channel, address, acts, reason, suppressedAt }) => [
      addressKey(channel, address),
      {
        acts: acts ?? {},
        suppression: reason === null ? null : { reason, at: suppressedAt ?? 0 },
      },
    ]),
  );
}

/** Saves what addresses agreed to or refused, each once; the caller has claimed the shop. */
export async function saveAddresses(
  client: ShopClient,
  shopId: string,
  changed: readonly (ConsentAddress & { acts: AddressActs })[],
): Promise<void> {
  const rows = changed.flatMap(({ channel, address, acts }) => {
    const standing = standingConsent(acts);
    if (!standing) return [];
    const { id, state, at, optedInAt } = standing;
    return [
      {
        channel,
        address,
        acts,
        state,
        at: new Date(at),
        consent_id: id,
        opted_in_at: optedInAt === null ? null : new Date(optedInAt),
      },
    ];
  });
  // In one order, because a worker that marks a mail holds such rows for a moment.
  await writeRows(
    client,
    shopId,
    `insert into address_consent (shop_id, channel, address, state, at, opted_in_at, consent_id, acts)
     select $1, channel, address, state, at, opted_in_at, consent_id, acts
     from json_to_recordset($2) as row (channel text, address text, state text, at timestamptz,
       opted_in_at timestamptz, consent_id uuid, acts json)
     order by channel, address
     on conflict (shop_id, channel, address) do update set state = excluded.state, at = excluded.at,
       opted_in_at = excluded.opted_in_at, consent_id = excluded.consent_id, acts = excluded.acts`,
    rows,
  );
}

/** The consent that holds for an email address, times in epoch milliseconds. */
export type CurrentConsent = { state: ConsentState; at: number; optedInAt: number | null };

const HELD = `select address, state, at, opted_in_at as "optedInAt" from address_consent
  where shop_id = $1 and channel = 'email' and address = any($2)
  order by channel, address`;
const LOCK = { share: `${HELD} for share`, update: `${HELD} for update` };

/**
 * Holds what is known of email addresses until the transaction ends. What stops mail to an address calls this
 * first, as does what marks a mail to it: so no stop can be committed between the last look and the mark.
 * @param mode `share` lets others look meanwhile, `update` does not
 */
export async function lockAddresses(
  client: ShopClient,
  shopId: string,
  addresses: readonly string[],
  mode: 'share' | 'update',
): Promise<Map<string, CurrentConsent>> {
  const { rows } = await client.query<CurrentConsent & { address: string }>(LOCK[mode], [
    shopId,
    [...new Set(addresses)],
  ]);
  return new Map(rows.map(({ address, ...held }) => [address, held]));
}
