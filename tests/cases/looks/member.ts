import { changeSegments } from '#app/engine/recompute/change-segments.server.ts';
import { toMinor } from '#app/lib/money.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import type { Story } from '../case-environment.ts';
import type { Expected } from '../words.ts';
import { personOf } from './person.ts';

/** Looks whether a person is in the segment of a condition, which the merchant makes when it is first asked for. */
export async function lookAtMember(story: Story, wanted: Expected<'member'>): Promise<string[]> {
  const key = await segmentOf(story, wanted.of);
  await story.queue.drain();
  const person = await personOf(story, wanted.who);
  if (!person) return [`there is no person ${JSON.stringify(wanted.who)}`];
  const { rowCount } = await story.db.owner.query(
    `select from membership
      where shop_id = $1 and segment_key = $2 and profile_id = $3 and left_at is null`,
    [story.shop.id, key, person.id],
  );
  const isIn = rowCount === 1;
  return isIn === wanted.is
    ? []
    : [`${isIn ? 'in' : 'not in'} the segment ${JSON.stringify(wanted.of)}`];
}

/** The key of the segment of a condition. */
async function segmentOf(
  { db, shop, shopify, clock }: Story,
  of: MemberCondition,
): Promise<string> {
  const name = JSON.stringify(of).slice(0, 80);
  const { rows } = await db.owner.query<{ key: string }>(
    'select key from segment where shop_id = $1 and name = $2',
    [shop.id, name],
  );
  const [known] = rows;
  if (known) return known.key;
  const draft = { base: 0, card: { name }, predicate: predicateOf(of, shopify.about.currency) };
  const saved = await changeSegments(db.pool, shop.id, (client) =>
    saveSegment(client, shop.id, null, draft, 'staff', clock.now()),
  );
  if (saved.outcome !== 'saved') throw new Error(`The segment was not saved: ${saved.outcome}.`);
  return saved.key;
}

type MemberCondition = Expected<'member'>['of'];

const PREDICATES: Record<string, (of: MemberCondition, currency: string) => Predicate> = {
  'cart value': ({ least }, currency) => ({
    field: 'cart_value',
    is: 'at_least',
    value: toMinor(String(least), currency) ?? 0,
    currency,
  }),
  'items in the cart': ({ least }) => ({
    field: 'cart_quantity',
    is: 'at_least',
    value: Number(least),
  }),
  tags: ({ any }) => ({ field: 'tags', is: 'has_any', values: any as string[] }),
  'first order': ({ since, until }) =>
    typeof since === 'string'
      ? { field: 'first_order', is: 'since', date: since }
      : { field: 'first_order', is: 'until', date: String(until) },
  'mail clicks': ({ least, days }) => ({
    signal: 'mail_clicked',
    is: 'at_least',
    times: Number(least),
    days: Number(days),
  }),
};

function predicateOf(of: MemberCondition, currency: string): Predicate {
  const toPredicate = PREDICATES[String(of.ask)];
  if (!toPredicate) throw new Error(`The adapter cannot ask for “${String(of.ask)}”.`);
  return toPredicate(of, currency);
}
