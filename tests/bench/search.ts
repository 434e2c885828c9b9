import { openAdmin, openAdminSender, type SendAdminRequest } from './admin-visit.ts';
import { startWeb } from './app-process.ts';
import type { Figure } from './benches.ts';
import { peoplePage } from './expensive-requests.ts';
import type { Lab } from './lab.ts';
import { quantile } from './load.ts';
import { fillWithPeople } from './people.ts';

const PEOPLE = 300_000;
const TIMES = 200;
const WARM_UP = 20;

export const SEARCH_SIZES = `search.people: p95 of ${String(TIMES)} searches by name or address among ${PEOPLE.toLocaleString('en')} people, each the whole page`;

/** What a user types who looks for a person, a letter more each time; some of it many people have, or none. */
function searchFor(turn: number, people: number): string {
  const who = String((turn * 7_919) % people);
  const asked = [
    `person.${who}@mail.example`,
    `byron ${who}`,
    `Ada Byron ${who.slice(0, 3)}`,
    `person.${who.slice(0, 2)}`,
    'ada',
    'mail.example',
    `${who}@`,
    `absent ${who}`,
  ];
  return asked[turn % asked.length] ?? '';
}

/**
 * How long the page of people takes with a search, in the web process. The baseline is the same page without one.
 * @param people how many the shop has
 * @returns milliseconds, 95th percentile
 */
export async function benchSearch(lab: Lab, people = PEOPLE): Promise<Figure> {
  return await lab.withBed(async (bed) => {
    await fillWithPeople(bed, people);
    await bed.owner.query('vacuum analyze profile_search');
    await openAdmin(bed);
    const { url, process } = await startWeb(lab, bed);
    const shoot = openAdminSender(url, bed.shop.domain, 1);
    const searches = await timesOf(shoot, (turn) => searchFor(turn, people));
    const pages = await timesOf(shoot, () => '');
    await process.kill('SIGTERM');
    const [value, baseline] = [quantile(searches, 0.95), quantile(pages, 0.95)];
    lab.say(
      `search.people: p50 ${quantile(searches, 0.5).toFixed(0)} ms, p95 ${value.toFixed(0)} ms, max ${quantile(searches, 1).toFixed(0)} ms; without a search p95 ${baseline.toFixed(0)} ms`,
    );
    return { value, baseline };
  });
}

async function timesOf(
  shoot: SendAdminRequest,
  searchOf: (turn: number) => string,
): Promise<number[]> {
  const took: number[] = [];
  for (let turn = 0; turn < WARM_UP + TIMES; turn += 1) {
    const { status, ms } = await shoot(peoplePage({ search: searchOf(turn) }));
    if (status !== 200) throw new Error(`A search was answered with ${String(status)}.`);
    if (turn >= WARM_UP) took.push(ms);
  }
  return took;
}
