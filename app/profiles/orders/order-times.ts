import type { OrderTimes, ProfileState } from '#app/profiles/profile-state.ts';
import { SECOND } from '#app/lib/duration.ts';
import { earlier, later } from '#app/profiles/timestamped.ts';

type Orders = ProfileState['orders'];

/** The first and newest order there ever were, with those that were deleted since. */
export function timesEver({ ever, firstAt, lastAt }: Orders): OrderTimes {
  return ever ?? { firstAt, lastAt };
}

/** The times of the orders of two profiles. */
export function joinTimes(a: OrderTimes, b: OrderTimes): OrderTimes {
  return { firstAt: earlier(a.firstAt, b.firstAt), lastAt: later(a.lastAt, b.lastAt) };
}

/**
 * The sums of orders with the times of those that were not deleted, as the newest orders show them. That follows from
 * what is given alone, so that any order of arrival comes to the same.
 *
 * Where a person has more orders than are kept by themselves, the first stays the first that ever was; and where all
 * that are kept were deleted, the newest is no newer than the oldest of these.
 * @param sums with the count and the newest of the orders
 * @param all the times of all orders, with those that were deleted
 */
export function withTimes({ ever: _ever, ...sums }: Orders, all: OrderTimes): Orders {
  const standing = sums.newest.filter(([, , , , deleted]) => deleted !== 1);
  if (standing.length === sums.newest.length) return { ...sums, ...all };
  const at = (taken: Orders['newest'][number] | undefined) => momentOf(taken?.[1], all);
  const isWhole = standing.length >= sums.placed;
  const [newest] = standing;
  const times: OrderTimes = {
    firstAt: isWhole ? at(standing.at(-1)) : all.firstAt,
    lastAt: newest || isWhole ? at(newest) : at(sums.newest.at(-1)),
  };
  const isSame = times.firstAt === all.firstAt && times.lastAt === all.lastAt;
  return { ...sums, ...times, ...(!isSame && { ever: all }) };
}

/** A second as the moment in it that is known exactly, where that is. */
function momentOf(second: number | undefined, { firstAt, lastAt }: OrderTimes): number | null {
  if (second === undefined) return null;
  const exact = [firstAt, lastAt].find(
    (known) => known !== null && Math.floor(known / SECOND) === second,
  );
  return exact ?? second * SECOND;
}
