import { countEffectsOf } from '#app/effects/store/count-effects.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { journeyFigures } from '#app/journeys/page/journey-figures.server.ts';
import { shopDefinitions } from '#app/definitions/copy-gallery.server.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { journeyGallery } from '#app/journeys/gallery.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { recentMails } from '#app/messages/delivery/balance.server.ts';
import { countQuarantined } from '#app/people/store/source-shares.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import { recoveredByJourney } from '#app/journeys/store/recovered-orders.server.ts';
import type { Recovered } from '#app/journeys/page/recovered.ts';
import { silentTopics } from '#app/events/page/data-quality.server.ts';
import { loadShownStops } from '#app/journey-watch/page/list-stops.server.ts';
import { lastWatchedAt } from '#app/journey-watch/store/watch-states.server.ts';
import type { HomeFigures } from './home.ts';
import { applicationBacklog, inboxBacklog } from './store/home-backlogs.server.ts';
import { setupState } from './store/setup.server.ts';

/** How far back "the last 30 days" and the like reach. */
const PERIOD = 30 * DAY;
const NEW_WITHIN = 7 * DAY;
/** A cart older than this is forgotten, not at risk; the same span as the stages of the lifecycle. */
const AT_RISK_WITHIN = 14 * DAY;

/** @param now epoch milliseconds */
export async function loadHome(
  client: ShopClient,
  shopId: string,
  { currency, timeZone }: { currency: string; timeZone: string },
  now: number,
): Promise<HomeFigures> {
  return {
    people: await people(client, shopId, now - NEW_WITHIN),
    carts: await carts(client, shopId, currency, now - AT_RISK_WITHIN),
    recovered: await recoveredCarts(client, shopId, currency, now - PERIOD),
    mails: await recentMails(client, shopId, now - PERIOD),
    inbox: await inboxBacklog(client, shopId),
    applications: await applicationBacklog(client, shopId),
    ...(await homeProblems(client, shopId)),
    silentTopics: await silentTopics(client, shopId, timeZone, now),
    stops: await loadShownStops(client, shopId, now),
    watchedAt: await lastWatchedAt(client, shopId),
    journeys: await journeyRows(client, shopId, now - PERIOD),
    setup: await setupState(client, shopId),
  };
}

async function people(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<HomeFigures['people']> {
  const figures = await readFigures(client, shopId, ['people', 'people.new'], since);
  const of = (name: string) => sumOfCounts(figures, ({ figure }) => figure === name);
  return { total: of('people'), new: of('people.new') };
}

async function carts(
  client: ShopClient,
  shopId: string,
  currency: string,
  since: number,
): Promise<HomeFigures['carts']> {
  const figures = await readFigures(client, shopId, ['carts', 'carts.value'], since);
  const sum = (figure: string, isCounted: (key: string) => boolean) =>
    sumOfCounts(figures, (one) => one.figure === figure && isCounted(one.key));
  return {
    count: sum('carts', () => true),
    totalMinor: sum('carts.value', (key) => key === currency),
    // Of some the currency is not known.
    inOthers: sum('carts', (key) => key !== currency && key !== ''),
  };
}

async function homeProblems(
  client: ShopClient,
  shopId: string,
): Promise<Pick<HomeFigures, 'quarantined' | 'mailsInDoubt' | 'companiesRefused'>> {
  return {
    quarantined: await countQuarantined(client, shopId),
    mailsInDoubt: await countEffectsOf(client, shopId, 'email', 'in_doubt'),
    companiesRefused: await countEffectsOf(client, shopId, 'create_company', 'failed'),
  };
}

async function journeyRows(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<HomeFigures['journeys']> {
  const figures = await journeyFigures(client, shopId, since);
  const rows = await shopDefinitions(client, shopId, journeyKind, journeyGallery);
  const journeys = rows.filter(({ liveVersion, archivedAt }) => liveVersion && archivedAt === null);
  return journeys.map(({ key, name: named }) => {
    const name = named ?? key;
    const known = figures.get(key);
    return {
      key,
      name,
      active: known?.active ?? 0,
      entered: known?.entered ?? 0,
      sent: known?.mails.sent ?? 0,
    };
  });
}

async function recoveredCarts(
  client: ShopClient,
  shopId: string,
  currency: string,
  since: number,
): Promise<Recovered> {
  const byJourney = await recoveredByJourney(client, shopId, since, currency);
  return byJourney.get(abandonedCart.key) ?? { orders: 0, minor: 0 };
}
