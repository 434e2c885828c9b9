import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { inShop } from '#app/platform/db.server.ts';
import { personConsents } from '#app/people/store/person-consents.server.ts';
import { toDecimal } from '#app/lib/money.ts';
import { activeItems } from '#app/profiles/timestamped-set.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { Story } from '../case-environment.ts';
import type { Expected, Who } from '../words.ts';

/** Amounts by currency. */
const Amounts = z.record(z.string().regex(/^[A-Z]{3}$/), z.string());

type Known = { id: string; state: ProfileState };

/** Looks at what is known of a person. */
export async function lookAtPerson(
  story: Story,
  { who, has }: Expected<'person'>,
): Promise<string[]> {
  const person = await personOf(story, who);
  if (!person) return [`there is no person ${JSON.stringify(who)}`];
  const facts: Record<string, unknown> = await factsOf(story, person);
  return Object.entries(has).flatMap(([name, wanted]) => {
    if (!(name in facts)) throw new Error(`The adapter knows no fact “${name}”.`);
    return isDeepStrictEqual(compared(facts[name]), compared(wanted))
      ? []
      : [`${name}: ${JSON.stringify(facts[name])} instead of ${JSON.stringify(wanted)}`];
  });
}

/** Looks whether no profile has a name. */
export async function lookForNoProfile(
  { db, shop }: Story,
  { where }: Expected<'no person'>,
): Promise<string[]> {
  const { rowCount } = await db.owner.query(
    "select from profile where shop_id = $1 and state::jsonb->'firstName'->>'value' = $2",
    [shop.id, where.firstName],
  );
  return rowCount === 0 ? [] : [`a profile is called “${where.firstName}”`];
}

/** The profile of an identifier; null when it has none. */
export async function personOf({ db, shop }: Story, who: Who): Promise<Known | null> {
  const [kind, value] =
    who.customer === undefined ? ['email', who.email] : ['customer', who.customer];
  const { rows } = await db.owner.query<{ id: string; state: ProfileState }>(
    `select id, state from profile where shop_id = $1 and id in (
       select profile_id from identity where shop_id = $1 and kind = $2 and value = $3)`,
    [shop.id, kind, value],
  );
  const [row] = rows;
  return row ? { id: row.id, state: savedProfile(row.state) } : null;
}

async function factsOf(
  { db, shop }: Story,
  { id, state }: Known,
): Promise<Record<string, unknown>> {
  const { orders } = state;
  const consents = await inShop(db.pool, shop.id, (client) => personConsents(client, shop.id, id));
  const proof = consents.find(({ channel }) => channel === 'email');
  return {
    email: state.email?.value ?? null,
    phone: state.phone?.value ?? null,
    firstName: state.firstName?.value ?? null,
    lastName: state.lastName?.value ?? null,
    country: state.country?.value ?? null,
    tags: activeItems(state.tags),
    consent: state.consent.email?.value ?? null,
    proofSource: proof?.source ?? null,
    proofWording: proof?.wording ?? null,
    orders: orders.placed - orders.cancelled,
    cancelledOrders: orders.cancelled,
    units: orders.units,
    spent: spentBy(orders),
    refunded: amounts(orders.refundedMinor),
    lastSeen: state.lastSeenAt === null ? null : new Date(state.lastSeenAt).toISOString(),
  };
}

function spentBy({ grossMinor, refundedMinor }: ProfileState['orders']): Record<string, string> {
  const codes = new Set([...Object.keys(grossMinor), ...Object.keys(refundedMinor)]);
  const net = [...codes].map((code): [string, number] => [
    code,
    (grossMinor[code] ?? 0) - (refundedMinor[code] ?? 0),
  ]);
  return amounts(Object.fromEntries(net));
}

/** Amounts by currency as decimal texts. */
function amounts(minor: Record<string, number>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(minor).map(([code, amount]) => [code, toDecimal(amount, code)]),
  );
}

/** A fact as it is compared: no money of a currency is the same as none known. */
function compared(fact: unknown): unknown {
  const amounts = Amounts.safeParse(fact);
  if (!amounts.success) return fact;
  return Object.fromEntries(
    Object.entries(amounts.data).filter(([, amount]) => Number(amount) !== 0),
  );
}
