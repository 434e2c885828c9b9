import type { Line } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { MailRules } from '#app/messages/delivery/decide-mail.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import type { LoadedOffers, OfferMonth, OfferVersion } from '#app/offers/offer-lookup.ts';
import type { ScoreModel } from '#app/scoring/model.ts';

/** By what a journey is run over the past. */
export type ReplayRules = {
  /** With what its predicates refer to in its place. */
  journey: Journey;
  model: ScoreModel;
  /** The shop's emails by their keys, as they are now. */
  emails: ReadonlyMap<string, EmailContent>;
  /** The live offers of the shop, by key. */
  offers?: ReadonlyMap<string, OfferVersion>;
  /** Of those that the journey makes, what they came to in the month in which the window begins, before it, and how the shop sold until then. */
  offersBefore?: { month: string; months: ReadonlyMap<string, OfferMonth> } & Pick<
    LoadedOffers,
    'recentOrders' | 'marginPercent' | 'isMarginDue'
  >;
  /** Whether a line cannot be bought, as of now. */
  isSoldOut: (line: Line) => boolean;
  mail: MailRules;
  /** Runs begin from here on, and the clock stops at `until`: epoch milliseconds. */
  from: number;
  until: number;
};
