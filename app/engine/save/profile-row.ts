import { isoTime } from '#app/lib/iso-time.ts';
import { isOfOrders } from '#app/profiles/identity/nameless.ts';
import type { AssessedProfile } from '#app/engine/load/loaded-state.ts';

/** The row of a profile that was scored. @param currency the shop's, in which the spend is listed */
export function profileRow(
  { score, stage, nextChangeAt, ...known }: AssessedProfile,
  currency: string,
) {
  return {
    ...knownRow(known, currency),
    intent: score.intent,
    fit: score.fit,
    score: score.score,
    grade: score.grade,
    band: score.band,
    stage,
    next_change_at: isoTime(nextChangeAt),
  };
}

/** What is known of a profile, whatever it scores. @param currency as of `profileRow` */
export function knownRow({ id, state }: Pick<AssessedProfile, 'id' | 'state'>, currency: string) {
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
    of_orders: isOfOrders(state),
    spent_minor: (orders.grossMinor[currency] ?? 0) - (orders.refundedMinor[currency] ?? 0),
    subscribed: state.consent.email?.value === 'subscribed',
    first_seen_at: isoTime(state.firstSeenAt),
    last_seen_at: isoTime(state.lastSeenAt ?? state.firstSeenAt),
  };
}
