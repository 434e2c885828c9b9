import type { JourneyVersions } from '#app/journeys/definition.ts';
import type { OfferVersion } from '#app/offers/offer-lookup.ts';
import type { Rules } from '#app/segments/assess.ts';
import type { RulesChange } from '#app/segments/predicate-digests.ts';

/** The rules a shop works by. */
export type Policy = Rules &
  JourneyVersions & {
    /** The zone of the shop's days, IANA. */
    timeZone: string;
    /** The live offers that journeys make, by key; none where no journey makes any. */
    offers?: ReadonlyMap<string, OfferVersion>;
    /** The collections that predicates refer to; the rules change when something else is in them. */
    collections?: ReadonlySet<string>;
    /** While all profiles are recomputed by rules that changed: what changed, and the id of the last one that was. */
    building?: Building;
  };

/** `model`: whether people are scored otherwise; `keys`: the segments whose members may be others. */
export type Building = RulesChange & { reached: string | null };
