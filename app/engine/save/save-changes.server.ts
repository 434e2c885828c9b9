import { saveConsent, type NewConsent } from '#app/consent/save-consent.server.ts';
import { saveAddresses } from '#app/consent/store/address-consent.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { keptProps } from '#app/profiles/kept-props.ts';
import { traitsOfEvent } from '#app/profiles/event-traits.ts';
import { encodeDelta } from '#app/profiles/profile-parts.ts';
import { clearProfileProblems } from '#app/profiles/store/profile-problems.server.ts';
import type { StateChanges, LoadedState } from '#app/engine/load/loaded-state.ts';
import { profileRow } from './profile-row.ts';
import { saveDeltaUpdates } from './save-delta-updates.server.ts';
import { saveMerges } from './save-merges.server.ts';
import { saveCartsAndOrders } from './save-carts-and-orders.server.ts';
import { saveJourneys } from './save-journeys.server.ts';
import { saveMemberships } from './save-memberships.server.ts';
import { saveScores } from './save-scores.server.ts';
import { saveUnscored } from './save-unscored.server.ts';
import { saveJoins, deleteProfileParts } from './save-joins.server.ts';
import { saveReassignedCarts } from './save-reassigned-carts.server.ts';
import { saveIdentifierConflicts } from './save-identifier-conflicts.server.ts';

/**
 * Writes what a batch came to, each kind of row in one statement. Repeating it writes nothing new, because
 * every row has a key derived from what it is about.
 * @param loaded the state after the batch; carts and orders are taken from it
 * @param currency the shop's currency, in which a person's spend is listed
 * @param now the moment of deciding, epoch milliseconds
 */
export async function saveChanges(
  client: ShopClient,
  shopId: string,
  changes: StateChanges,
  loaded: LoadedState,
  currency: string,
  now: number,
): Promise<void> {
  const write = <Sql extends string>(sql: Sql, rows: readonly StatementRow<Sql>[]) =>
    writeRows(client, shopId, sql, rows);
  const moment = isoTime(now);
  const received = changes.profiles.filter(({ isReceived }) => isReceived);
  await write(
    `insert into profile (shop_id, id, state, name, email, customer_id, country, intent, fit, score, grade, band,
       stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at, phone,
       of_orders)
     select $1, id, state, name, email, customer_id, country, intent, fit, score, grade, band,
       stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at, phone,
       of_orders
     from json_to_recordset($2) as row (id uuid, state json, name text, email text, customer_id text,
       country text, intent real, fit real, score smallint, grade text, band text, stage text, orders int,
       spent_minor bigint, subscribed boolean, first_seen_at timestamptz, last_seen_at timestamptz,
       next_change_at timestamptz, phone text, of_orders boolean)
     on conflict (shop_id, id) do update set state = excluded.state, name = excluded.name,
       email = excluded.email, customer_id = excluded.customer_id, country = excluded.country,
       intent = excluded.intent, fit = excluded.fit, score = excluded.score, grade = excluded.grade,
       band = excluded.band, stage = excluded.stage, orders = excluded.orders,
       spent_minor = excluded.spent_minor, subscribed = excluded.subscribed,
       first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at,
       next_change_at = excluded.next_change_at, phone = excluded.phone, of_orders = excluded.of_orders`,
    received.map((profile) => profileRow(profile, currency)),
  );
  await saveScores(
    client,
    shopId,
    changes.profiles.filter(({ isReceived }) => !isReceived),
  );
  await clearProfileProblems(
    client,
    shopId,
    'score',
    changes.profiles.map(({ id }) => id),
  );
  await saveUnscored(client, shopId, changes.unscored, currency, now);
  await deleteProfileParts(client, shopId, changes.forgottenParts);
  await saveReassignedCarts(client, shopId, changes.reassignedCarts);
  await write(
    `insert into identity (shop_id, kind, value, profile_id, part_id, linked_at, linked_by, confirmed)
     select $1, kind, value, profile_id, part_id, at, topic, confirmed
     from json_to_recordset($2) as row (kind text, value text, profile_id uuid, part_id uuid, at timestamptz,
       topic text, confirmed boolean)
     on conflict (shop_id, kind, value) do update set profile_id = excluded.profile_id,
       part_id = excluded.part_id, confirmed = identity.confirmed or excluded.confirmed`,
    // A later link of the same identifier replaces an earlier one; one statement may not write a row twice.
    [
      ...new Map(
        changes.links.map(({ identifier, profileId, part, topic, confirmed }) => [
          `${identifier.kind}:${identifier.value}`,
          {
            ...identifier,
            profile_id: profileId,
            part_id: otherPart(part, profileId),
            at: moment,
            topic,
            confirmed,
          },
        ]),
      ).values(),
    ],
  );
  if (changes.merges.length > 0) {
    await saveMerges(client, shopId, changes.merges);
    await saveJoins(client, shopId, changes, now);
  }
  if (changes.conflicts.length > 0)
    await saveIdentifierConflicts(client, shopId, changes.conflicts, now);
  await write(
    `insert into event (shop_id, id, at, profile_id, part_id, kind, topic, props, delta)
     select $1, id, at, profile_id, part_id, kind, topic, props, delta
     from json_to_recordset($2) as row (id uuid, at timestamptz, profile_id uuid, part_id uuid, kind text,
       topic text, props json, delta json)
     on conflict do nothing`,
    changes.events.map(({ event, profileId, part, delta }) => {
      const {
        id,
        at,
        kind,
        topic,
        identifiers: _identifiers,
        traits: _traits,
        traitsAt: _traitsAt,
        record: _record,
        ...props
      } = event;
      return {
        id,
        at: isoTime(at),
        profile_id: profileId,
        part_id: otherPart(part, profileId),
        kind,
        topic,
        props: { ...keptProps(kind, props), told: traitsOfEvent(event) },
        delta: delta === null ? undefined : encodeDelta(delta),
      };
    }),
  );
  await saveDeltaUpdates(client, shopId, changes.deltaUpdates);
  await saveConsent(client, shopId, consentsOf(changes), now);
  await saveAddresses(
    client,
    shopId,
    [...changes.addresses].map(([key, one]) => ({
      ...one,
      acts: loaded.addresses.get(key)?.acts ?? {},
    })),
  );
  await write(
    `update message set clicked_at = least(clicked_at, row.at)
     from json_to_recordset($2) as row (key text, at timestamptz)
     where message.shop_id = $1 and message.effect_key = row.key`,
    changes.events.flatMap(({ event }) =>
      event.kind === 'mail.clicked' ? [{ key: event.effectKey, at: isoTime(event.at) }] : [],
    ),
  );
  await saveCartsAndOrders(client, shopId, changes, loaded);
  await saveMemberships(client, shopId, changes);
  await saveJourneys(client, shopId, changes);
}

/** What people agreed to or refused, each under the address or number it is about. */
function consentsOf({ events }: StateChanges): NewConsent[] {
  return events.flatMap(({ event, profileId }) => {
    if (event.kind !== 'consent.changed') return [];
    const { id, channel, address, state, at, source, wording, page } = event;
    const subject = `${channel === 'email' ? 'email' : 'phone'}:${address}`;
    return [{ id, profileId, channel, state, at, subject, source, wording, page }];
  });
}

/** The part that something belongs to, where that is not the profile's own. */
function otherPart(part: string, profileId: string): string | undefined {
  return part === profileId ? undefined : part;
}
