import type { Effect } from '#app/journeys/run.ts';
import { monthOf, type LoadedOffers, type OfferMonth } from '#app/offers/offer-lookup.ts';
import type { CodeTotals, OfferedCode } from './offered-code.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { ReplayedPerson } from './replayed-person.ts';

/** What decides on the offers of a person as of a moment of a replay: what they really got, and what the replay gave. */
export class OffersAsOf {
  /** What the replay gave the person, in the order of time. */
  readonly given: OfferedCode[] = [];
  private readonly rules: ReplayRules;
  private readonly person: ReplayedPerson;
  private readonly codes: Readonly<Record<string, CodeTotals>>;

  /** @param codes what the replay gave the people before, by the key of the offer */
  constructor(
    rules: ReplayRules,
    person: ReplayedPerson,
    codes: Readonly<Record<string, CodeTotals>>,
  ) {
    this.rules = rules;
    this.person = person;
    this.codes = codes;
  }

  /** Notes an offer that the replay makes. @param at epoch milliseconds */
  note({ offer, expiresAt }: (Effect & { kind: 'issue_code' })['payload'], at: number): void {
    const month = monthOf(at, this.rules.mail.timeZone);
    this.given.push({ offer, at, month, expiresAt });
  }

  /** @param now epoch milliseconds */
  at(now: number): LoadedOffers {
    const { id, approvedAt, usedOffers } = this.person;
    const used = usedOffers.filter(({ at }) => at <= now).map(({ version }) => version);
    const last = this.lastOfferedAt(now);
    return {
      approved: new Set(approvedAt !== null && approvedAt <= now ? [id] : []),
      lastOfferedAt: new Map(last === null ? [] : [[id, last]]),
      months: this.monthsAt(now),
      recentOrders: this.rules.offersBefore?.recentOrders ?? { orders: 0, discounted: 0 },
      marginPercent: this.rules.offersBefore?.marginPercent ?? null,
      isMarginDue: this.rules.offersBefore?.isMarginDue,
      used: new Map([[id, new Set(used)]]),
    };
  }

  private lastOfferedAt(now: number): number | null {
    const moments = [...this.person.offeredAt, ...this.given.map(({ at }) => at)];
    const past = moments.filter((at) => at <= now);
    return past.length === 0 ? null : Math.max(...past);
  }

  private monthsAt(now: number): Map<string, OfferMonth> {
    const { offers, offersBefore, mail } = this.rules;
    const month = monthOf(now, mail.timeZone);
    const before = offersBefore?.month === month ? offersBefore.months : undefined;
    const months = new Map<string, OfferMonth>();
    for (const key of offers?.keys() ?? []) {
      const [first, others] = [before?.get(key), this.codes[key]?.months[month]];
      const own = this.given.filter((one) => one.offer === key && one.month === month).length;
      months.set(key, {
        issued: (first?.issued ?? 0) + (others?.issued ?? 0) + own,
        costMinor: (first?.costMinor ?? 0) + (others?.costMinor ?? 0),
      });
    }
    return months;
  }
}
