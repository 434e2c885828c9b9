import type { Recovered } from '#app/journeys/page/recovered.ts';
import type { MailBalance } from '#app/messages/delivery/balance.ts';
import type { JourneyFigures } from '#app/journeys/page/journey-figures.ts';
import type { ShownStop } from '#app/journey-watch/journey-stop.ts';
import type { SetupState } from './setup.ts';

/** A queue: how many wait, and since when the first. */
export type Backlog = { count: number; oldestAt: number | null };

/** The figures of the start page. Money is in the shop's currency. */
export type HomeFigures = {
  people: { total: number; new: number };
  /** Open carts with something in them, each once even when it became a checkout. */
  carts: {
    count: number;
    /** In the shop's currency; carts in others count and are not in it. */
    totalMinor: number;
    inOthers: number;
  };
  /** What the journey that brings carts back recovered. */
  recovered: Recovered;
  mails: MailBalance;
  inbox: Backlog;
  applications: Backlog;
  quarantined: number;
  mailsInDoubt: number;
  /** Approved applications whose company Shopify refused to create. */
  companiesRefused: number;
  silentTopics: string[];
  /** Journeys that stopped and go on no more, those that staff hid left out. */
  stops: ShownStop[];
  /** When it was looked last whether journeys have stopped, epoch milliseconds; null when none is live. */
  watchedAt: number | null;
  /** Those that run, in the order in which they were made. */
  journeys: (Pick<JourneyFigures, 'active' | 'entered'> & {
    key: string;
    name: string;
    sent: number;
  })[];
  setup: SetupState;
};
