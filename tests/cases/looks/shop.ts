import { z } from 'zod';
import { renderBlock } from '#tests/store/front/liquid.ts';
import type { Story } from '../case-environment.ts';
import { fileOf } from '../steps/file.ts';
import { askForBanner } from '../steps/storefront.ts';
import type { Expected } from '../words.ts';
import { holds, wrongCount } from './count.ts';

const Banner = z.object({
  banner: z.object({ items: z.array(z.object({ title: z.string() })) }).nullable(),
});

/** Looks at the banner that a visitor is shown. */
export async function lookAtBanner(story: Story, wanted: Expected<'banner'>): Promise<string[]> {
  const answer = await askForBanner(story, wanted.visit);
  if (answer.status !== 200) return [`the banner was answered ${String(answer.status)}`];
  const { banner } = Banner.parse(await answer.json());
  if ((banner !== null) !== wanted.shown)
    return [banner === null ? 'no banner is shown' : 'a banner is shown'];
  const shown = banner?.items.map(({ title }) => title) ?? [];
  const { items = shown } = wanted;
  const isSame = items.length === shown.length && items.every((item) => shown.includes(item));
  return isSame ? [] : [`the banner shows ${shown.join(', ') || 'nothing'}`];
}

/** Looks at what a step was answered, every time. */
export function lookAtAnswer({ answers }: Story, wanted: Expected<'answer'>): string[] {
  const answer = answers.get(wanted.of);
  if (!answer) throw new Error(`No step is called “${wanted.of}”.`);
  return answer.flatMap(({ status, body }) => {
    const wrong: string[] = [];
    if (wanted.status !== undefined && status !== wanted.status)
      wrong.push(`answered ${String(status)} instead of ${String(wanted.status)}: ${body}`);
    if (wanted.has !== undefined && !holds(body, wanted.has))
      wrong.push(`“${wanted.has}” is not in the answer: ${body}`);
    if (wanted.lacks !== undefined && holds(body, wanted.lacks))
      wrong.push(`“${wanted.lacks}” is in the answer: ${body}`);
    return wrong;
  });
}

const COUNTED: Record<Expected<'people'>['see'], string> = {
  people: 'select count(*)::int as count from profile where shop_id = $1',
  applications: 'select count(*)::int as count from application where shop_id = $1',
  problems:
    'select count(*)::int as count from quarantine where shop_id = $1 and replayed_at is null',
};

/** Counts what the merchant has a list of. */
export async function lookAtCount(
  { db, shop }: Story,
  { see, count }: Expected<'people'>,
): Promise<string[]> {
  const { rows } = await db.owner.query<{ count: number }>(COUNTED[see], [shop.id]);
  return wrongCount(see, rows[0]?.count ?? 0, count);
}

/** Looks whether an address is never written to again. */
export async function lookAtBlocked(
  { db, shop }: Story,
  { address, is }: Expected<'blocked'>,
): Promise<string[]> {
  const { rowCount } = await db.owner.query(
    'select from suppression where shop_id = $1 and address = $2',
    [shop.id, address],
  );
  return (rowCount === 1) === is ? [] : [`${address} is ${is ? 'not ' : ''}blocked`];
}

/** Counts how often the receivers' server was asked to take a mail for an address. */
export function lookAtTries({ mailServer }: Story, { to, count }: Expected<'tries'>): string[] {
  return wrongCount('tries', mailServer.tries.filter((one) => one === to).length, count);
}

/** Looks at an uploaded file. */
export async function lookAtFile(story: Story, wanted: Expected<'file'>): Promise<string[]> {
  const sent = story.files.get(wanted.of);
  if (!sent) throw new Error(`No file is called “${wanted.of}”.`);
  const { sample, header: columns, refusal } = sent;
  const file = sent.id === null ? null : await fileOf(story, sent.id);
  // A file that stopped the app is not refused: nothing was found wrong with it.
  const isRefused = file?.state === 'failed' && file.parkedFrom === null;
  const state = isRefused ? 'refused' : (file?.state ?? `not taken: ${refusal ?? ''}`);
  const seen: Record<string, unknown> = { state, sample, columns };
  return Object.entries(wanted.has).flatMap(([name, value]) =>
    JSON.stringify(seen[name]) === JSON.stringify(value)
      ? []
      : [`${name}: ${JSON.stringify(seen[name])} instead of ${JSON.stringify(value)}`],
  );
}

const BLOCKS = { embed: 'app-embed', form: 'wholesale-application' };

/** Looks at a block of the theme in a shop whose proxy has another path. */
export async function lookAtBlock(
  { shop }: Story,
  { block, prefix, has }: Expected<'block'>,
): Promise<string[]> {
  // What the merchant who moved the app's path writes into the block as well.
  const settings = { proxy_path: prefix };
  const values = {
    shop: { name: 'Fern & Fell', currency: 'GBP', permanent_domain: shop.domain },
    routes: { cart_url: '/cart' },
    cart: { item_count: 0 },
    localization: { available_countries: [], country: { iso_code: 'GB' } },
  };
  const { html } = await renderBlock(BLOCKS[block], values, settings);
  return holds(html, has) ? [] : [`“${has}” is not in the block ${block}`];
}
