import { saveConsent, type NewConsent } from '#app/consent/save-consent.server.ts';
import { saveAddresses } from '#app/consent/store/address-consent.server.ts';
import type { ShopClient } from '#app/db.server.ts';
import { keptProps } from '#app/profiles/kept-props.ts';
import { told } from '#app/profiles/parts.ts';
import { toldTraits } from '#app/profiles/told-traits.ts';
import { saveAbsorbed } from './save-absorbed.server.ts';
import { clearProfileProblems } from './profile-problems.server.ts';
import { saveScores } from './save-scores.server.ts';
import { saveUnscored } from './save-unscored.server.ts';
import { saveJoins, settleJoins } from './save-joins.server.ts';
import { saveContested } from './save-contested.server.ts';
import type { AssessedProfile, Changes, World } from './world.ts';

/**
 * Writes what a batch came to, each kind of row in one statement. Repeating it writes nothing new, because
 * every row has a key derived from what it is about.
 * @param world the world after the batch; baskets and orders are taken from it
 * @param currency the shop's currency, in which a person's spend is listed
 * @param now the moment of deciding, epoch milliseconds
 */
export async function saveChanges(
  client: ShopClient,
  shopId: string,
  changes: Changes,
  world: World,
  currency: string,
  now: number,
): Promise<void> {
  const write = (sql: string, rows: readonly object[]) => writeRows(client, shopId, sql, rows);
  const moment = iso(now);
  const toldOf = changes.profiles.filter(({ isTold }) => isTold);
  await write(
    `insert into profile (shop_id, id, state, name, email, customer_id, country, intent, fit, score, grade, band,
       stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at, phone)
     select $1, id, state, name, email, customer_id, country, intent, fit, score, grade, band,
       stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at, phone
     from json_to_recordset($2) as row (id uuid, state json, name text, email text, customer_id text,
       country text, intent real, fit real, score smallint, grade text, band text, stage text, orders int,
       spent_minor bigint, subscribed boolean, first_seen_at timestamptz, last_seen_at timestamptz,
       next_change_at timestamptz, phone text)
     on conflict (shop_id, id) do update set state = excluded.state, name = excluded.name,
       email = excluded.email, customer_id = excluded.customer_id, country = excluded.country,
       intent = excluded.intent, fit = excluded.fit, score = excluded.score, grade = excluded.grade,
       band = excluded.band, stage = excluded.stage, orders = excluded.orders,
       spent_minor = excluded.spent_minor, subscribed = excluded.subscribed,
       first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at,
       next_change_at = excluded.next_change_at, phone = excluded.phone`,
    toldOf.map((profile) => profileRow(profile, currency)),
  );
  await saveScores(
    client,
    shopId,
    changes.profiles.filter(({ isTold }) => !isTold),
  );
  await clearProfileProblems(
    client,
    shopId,
    'score',
    changes.profiles.map(({ id }) => id),
  );
  await saveUnscored(client, shopId, changes.unscored, (one) => knownRow(one, currency), now);
  await settleJoins(client, shopId, changes.settled);
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
  if (changes.absorbed.length > 0) {
    await saveAbsorbed(client, shopId, changes.absorbed);
    await saveJoins(client, shopId, changes, now);
  }
  if (changes.contested.length > 0) await saveContested(client, shopId, changes.contested, now);
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
        at: iso(at),
        profile_id: profileId,
        part_id: otherPart(part, profileId),
        kind,
        topic,
        // The address that a consent is about stands in the proof alone.
        props: { ...keptProps({ ...props, address: undefined }), told: toldTraits(event) },
        delta: delta === null ? undefined : told(delta),
      };
    }),
  );
  await saveConsent(client, shopId, consentsOf(changes), now);
  await saveAddresses(
    client,
    shopId,
    [...changes.addresses].map(([key, one]) => ({
      ...one,
      acts: world.addresses.get(key)?.acts ?? {},
    })),
  );
  await write(
    `update message set clicked_at = least(clicked_at, row.at)
     from json_to_recordset($2) as row (key text, at timestamptz)
     where message.shop_id = $1 and message.effect_key = row.key`,
    changes.events.flatMap(({ event }) =>
      event.kind === 'mail.clicked' ? [{ key: event.effectKey, at: iso(event.at) }] : [],
    ),
  );
  await saveFacts(client, shopId, changes, world);
  await saveMemberships(client, shopId, changes);
  await saveJourneys(client, shopId, changes);
}

/** What people agreed to or refused, each under the address or number it is about. */
function consentsOf({ events }: Changes): NewConsent[] {
  return events.flatMap(({ event, profileId }) => {
    if (event.kind !== 'consent.changed') return [];
    const { id, channel, address, state, at, source, wording, page } = event;
    const subject = `${channel === 'email' ? 'email' : 'phone'}:${address}`;
    return [{ id, profileId, channel, state, at, subject, source, wording, page }];
  });
}

async function saveFacts(
  client: ShopClient,
  shopId: string,
  changes: Changes,
  world: World,
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into cart (shop_id, kind, token, profile_id, snapshot, updated_at, quantity, total_minor, currency, order_id)
     select $1, kind, token, profile_id, snapshot, updated_at, coalesce(quantity, 0), coalesce(total_minor, 0),
       currency, order_id
     from json_to_recordset($2) as row (kind text, token text, profile_id uuid, snapshot json,
       updated_at timestamptz, quantity int, total_minor bigint, currency text, order_id text)
     on conflict (shop_id, kind, token) do update set profile_id = excluded.profile_id,
       snapshot = excluded.snapshot, updated_at = excluded.updated_at, quantity = excluded.quantity,
       total_minor = excluded.total_minor, currency = excluded.currency, order_id = excluded.order_id`,
    changes.carts.flatMap((key) => {
      const fact = world.facts.carts.get(key);
      if (!fact) return [];
      const { kind, token, profileId, snapshot, orderId } = fact;
      return [
        {
          kind,
          token,
          profile_id: profileId,
          snapshot,
          updated_at: snapshot && iso(snapshot.updatedAt),
          quantity: snapshot?.quantity,
          total_minor: snapshot?.total.minor,
          currency: snapshot?.total.currency,
          order_id: orderId,
        },
      ];
    }),
  );
  await writeRows(
    client,
    shopId,
    `insert into purchase (shop_id, order_id, profile_id, snapshot, name, placed_at, cancelled_at, total_minor,
       refunded_minor, currency, contact)
     select $1, order_id, profile_id, snapshot, name, placed_at, cancelled_at, coalesce(total_minor, 0),
       refunded_minor, currency, contact
     from json_to_recordset($2) as row (order_id text, profile_id uuid, snapshot json, name text,
       placed_at timestamptz, cancelled_at timestamptz, total_minor bigint, refunded_minor bigint, currency text, contact text)
     on conflict (shop_id, order_id) do update set profile_id = excluded.profile_id,
       snapshot = excluded.snapshot, name = excluded.name, placed_at = excluded.placed_at,
       cancelled_at = excluded.cancelled_at, total_minor = excluded.total_minor,
       refunded_minor = excluded.refunded_minor, currency = excluded.currency, contact = excluded.contact`,
    changes.purchases.flatMap((id) => {
      const fact = world.facts.purchases.get(id);
      if (!fact) return [];
      const { orderId, profileId, order, refundedMinor } = fact;
      return [
        {
          order_id: orderId,
          profile_id: profileId,
          snapshot: order,
          name: order?.name,
          placed_at: order && iso(order.placedAt),
          cancelled_at: order?.cancelledAt == null ? null : iso(order.cancelledAt),
          total_minor: order?.total.minor,
          refunded_minor: refundedMinor,
          currency: order?.total.currency,
          contact: order?.contact,
        },
      ];
    }),
  );
}

async function saveMemberships(
  client: ShopClient,
  shopId: string,
  changes: Changes,
): Promise<void> {
  const rows = (kind: 'entered' | 'left') =>
    changes.memberships
      .filter((change) => change.kind === kind)
      .map(({ segmentKey, profileId, at }) => ({
        segment_key: segmentKey,
        profile_id: profileId,
        at: iso(at),
      }));
  await writeRows(
    client,
    shopId,
    `update membership set left_at = greatest(row.at, membership.entered_at)
     from json_to_recordset($2) as row (segment_key text, profile_id uuid, at timestamptz)
     where membership.shop_id = $1 and membership.profile_id = row.profile_id
       and membership.segment_key = row.segment_key and membership.left_at is null`,
    rows('left'),
  );
  await writeRows(
    client,
    shopId,
    `insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, segment_key, profile_id, at
     from json_to_recordset($2) as row (segment_key text, profile_id uuid, at timestamptz)
     on conflict (shop_id, segment_key, profile_id, entered_at) do update set left_at = null`,
    rows('entered'),
  );
}

async function saveJourneys(client: ShopClient, shopId: string, changes: Changes): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id,
       visit, context, entered_at, wake_at, ended_at, end_reason)
     select $1, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id,
       visit, coalesce(context, 'null'), entered_at, wake_at, ended_at, end_reason
     from json_to_recordset($2) as row (id uuid, journey_key text, journey_version int, profile_id uuid,
       dedupe_key text, state text, step_id text, visit int, context json, entered_at timestamptz,
       wake_at timestamptz, ended_at timestamptz, end_reason text)
     on conflict (shop_id, id) do update set profile_id = excluded.profile_id, state = excluded.state,
       journey_version = excluded.journey_version, step_id = excluded.step_id, visit = excluded.visit,
       context = excluded.context, wake_at = excluded.wake_at, ended_at = excluded.ended_at,
       end_reason = excluded.end_reason`,
    changes.runs.map((run) => ({
      id: run.id,
      journey_key: run.journeyKey,
      journey_version: run.journeyVersion,
      profile_id: run.profileId,
      dedupe_key: run.dedupeKey,
      state: run.state,
      step_id: run.stepId,
      visit: run.visit,
      context: run.context,
      entered_at: iso(run.enteredAt),
      wake_at: run.wakeAt === null ? null : iso(run.wakeAt),
      ended_at: run.endedAt === null ? null : iso(run.endedAt),
      end_reason: run.endReason,
    })),
  );
  await writeRows(
    client,
    shopId,
    `insert into effect (shop_id, key, kind, profile_id, run_id, state, reason, payload, created_at, due_at,
       settled_at)
     select $1, key, kind, profile_id, run_id, case when reason is null then 'ready' else 'skipped' end,
       reason, payload, due_at, due_at, case when reason is not null then due_at end
     from json_to_recordset($2) as row (key text, kind text, profile_id uuid, run_id uuid, reason text,
       payload json, due_at timestamptz)
     on conflict (shop_id, key) do nothing`,
    changes.effects.map((effect) => ({
      reason: 'refused' in effect ? effect.refused : undefined,
      key: effect.key,
      kind: effect.kind,
      profile_id: effect.profileId,
      run_id: effect.runId,
      payload: effect.payload,
      due_at: iso(effect.dueAt),
    })),
  );
  await writeRows(
    client,
    shopId,
    `insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts)
     select $1, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts
     from json_to_recordset($2) as row (id uuid, at timestamptz, profile_id uuid, run_id uuid, effect_key text,
       outcome text, reason text, rule text, facts json)
     on conflict do nothing`,
    changes.decisions.map((decision) => ({
      id: decision.id,
      at: iso(decision.at),
      profile_id: decision.profileId,
      run_id: decision.runId,
      effect_key: decision.effectKey,
      outcome: decision.outcome,
      reason: decision.reason,
      rule: decision.rule,
      facts: decision.facts,
    })),
  );
}

/** Runs one statement over many rows; they travel as one JSON parameter, typed by the statement. */
async function writeRows(
  client: ShopClient,
  shopId: string,
  sql: string,
  rows: readonly object[],
): Promise<void> {
  if (rows.length > 0) await client.query(sql, [shopId, JSON.stringify(rows)]);
}

/** The part that something belongs to, where that is not the profile's own. */
function otherPart(part: string, profileId: string): string | undefined {
  return part === profileId ? undefined : part;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function profileRow(
  { score, stage, nextChangeAt, ...known }: AssessedProfile,
  currency: string,
): object {
  return {
    ...knownRow(known, currency),
    intent: score.intent,
    fit: score.fit,
    score: score.score,
    grade: score.grade,
    band: score.band,
    stage,
    next_change_at: nextChangeAt === null ? null : iso(nextChangeAt),
  };
}

/** What is known of a profile, whatever it scores. */
function knownRow({ id, state }: Pick<AssessedProfile, 'id' | 'state'>, currency: string): object {
  const name = [state.firstName?.value, state.lastName?.value].filter(Boolean).join(' ');
  const { orders } = state;
  return {
    id,
    state,
    name: name === '' ? null : name,
    email: state.email?.value,
    phone: state.phone?.value,
    customer_id: state.customerId?.value,
    country: state.country?.value,
    orders: orders.placed - orders.cancelled,
    spent_minor: (orders.grossMinor[currency] ?? 0) - (orders.refundedMinor[currency] ?? 0),
    subscribed: state.consent.email?.value === 'subscribed',
    first_seen_at: iso(state.firstSeenAt),
    last_seen_at: iso(state.lastSeenAt ?? state.firstSeenAt),
  };
}
