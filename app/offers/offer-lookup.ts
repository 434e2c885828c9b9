import type { DefinitionVersion } from '#app/definitions/definition-kind.ts';
import { dayIn } from '#app/lib/shop-day.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { OfferPerson, OfferShop } from './may-offer.ts';
import type { OfferContent } from './offer-content.ts';
import { isTradeBuyer } from './trade-buyer.ts';

/** A version of an offer. */
export type OfferVersion = DefinitionVersion<OfferContent>;

/** What decides on the offers of a person: beside their conditions, which the run asks. */
export type OfferLookup = {
  /** The live version of an offer; undefined when it is archived or gone. */
  find(key: string): OfferVersion | undefined;
  person: Omit<OfferPerson, 'meetsConditions' | 'hasUsed'>;
  /** Whether the person used a code of a version. */
  hasUsed(version: Pick<OfferVersion, 'key' | 'version'>): boolean;
  shop(key: string): OfferShop;
};

/** Codes of an offer in a month. */
export type OfferMonth = { issued: number; costMinor: number };

/** What was loaded to decide on the offers of some people; what a batch issues is added. */
export type LoadedOffers = {
  /** People whose application for wholesale was approved. */
  approved: Set<string>;
  /** When each person last got an offer, epoch milliseconds. */
  lastOfferedAt: Map<string, number>;
  /** By the key of the offer, of the current month. */
  months: Map<string, OfferMonth>;
  recentOrders: OfferShop['recentOrders'];
  marginPercent: OfferShop['marginPercent'];
  isMarginDue?: OfferShop['isMarginDue'];
  /** By the person, the versions of offers of which they used a code: `ten-off@3`. */
  used: Map<string, Set<string>>;
};

/** Nothing loaded: no journey offers anything. */
export function noLoadedOffers(): LoadedOffers {
  return {
    approved: new Set(),
    lastOfferedAt: new Map(),
    months: new Map(),
    recentOrders: { orders: 0, discounted: 0 },
    marginPercent: null,
    used: new Map(),
  };
}

/** What decides on the offers of one person. */
export function offerLookup(
  live: ReadonlyMap<string, OfferVersion>,
  loaded: LoadedOffers,
  profileId: string,
  person: ProfileState,
): OfferLookup {
  return {
    find: (key) => live.get(key),
    person: {
      isTrade: isTradeBuyer(person, loaded.approved.has(profileId)),
      lastOfferedAt: loaded.lastOfferedAt.get(profileId) ?? null,
      lastOrderedAt: person.orders.lastAt,
    },
    hasUsed: ({ key, version }) =>
      loaded.used.get(profileId)?.has(`${key}@${String(version)}`) ?? false,
    shop(key) {
      const { issued, costMinor } = loaded.months.get(key) ?? { issued: 0, costMinor: 0 };
      return {
        codesThisMonth: issued,
        costThisMonthMinor: costMinor,
        recentOrders: loaded.recentOrders,
        marginPercent: loaded.marginPercent,
        isMarginDue: loaded.isMarginDue,
      };
    },
  };
}

/** Notes an offer that a batch makes, for what it decides next. */
export function noteIssued(
  loaded: LoadedOffers,
  { profileId, offer, at }: { profileId: string; offer: string; at: number },
): void {
  const { issued, costMinor } = loaded.months.get(offer) ?? { issued: 0, costMinor: 0 };
  loaded.months.set(offer, { issued: issued + 1, costMinor });
  const known = loaded.lastOfferedAt.get(profileId) ?? -Infinity;
  loaded.lastOfferedAt.set(profileId, Math.max(known, at));
}

/** Notes that a person turned out to be another one too. */
export function mergeLoadedOffers(
  { approved, lastOfferedAt, used }: LoadedOffers,
  { from, into }: { from: string; into: string },
): void {
  if (approved.has(from)) approved.add(into);
  const [lost, known] = [lastOfferedAt.get(from), lastOfferedAt.get(into)];
  if (lost !== undefined) lastOfferedAt.set(into, Math.max(lost, known ?? -Infinity));
  const usedByOther = used.get(from);
  if (usedByOther) used.set(into, new Set([...usedByOther, ...(used.get(into) ?? [])]));
}

/** The first day of the shop's calendar month that a moment lies in: `2026-11-01`. */
export function monthOf(at: number, timeZone: string): string {
  return `${dayIn(at, timeZone).slice(0, 7)}-01`;
}
