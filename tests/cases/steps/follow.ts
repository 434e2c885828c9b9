import { mailLinks } from '#app/doors/mail-links.server.ts';
import { APP_URL, type Story } from '../house.ts';
import { linksOf, unsubscribeUrl } from '../mail-links.ts';
import type { StepOf } from '../words.ts';
import { noted } from './noted.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36';

/** Follows links of the mails that an address got: all tracked ones, that to unsubscribe, or one by its words. */
export async function followLinks(story: Story, step: StepOf<'follow'>): Promise<void> {
  const { services, turns } = story;
  const headers = new Headers({ 'User-Agent': BROWSER });
  if (step.type !== undefined) headers.set('Content-Type', step.type);
  const init = {
    method: step.method,
    headers,
    ...(step.method === 'POST' ? { body: step.body ?? '' } : {}),
  };
  const urls = linksWanted(story, step);
  if (urls.length === 0) throw new Error(`No mail to ${step.to} has a link “${step.link}”.`);
  for (const url of urls)
    await noted(story, step.as, await mailLinks(new Request(url, init), services));
  await turns.settle();
}

function linksWanted({ mailServer }: Story, { to, link }: StepOf<'follow'>): string[] {
  const mails = mailServer.mails.filter((mail) => mail.to === to);
  const links = mails.flatMap(linksOf);
  if (link === 'all tracked')
    return links.map(({ url }) => url).filter((url) => url.startsWith(`${APP_URL}/l/`));
  // What is followed once is in the newest mail.
  if (link === 'unsubscribe')
    return mails
      .map(unsubscribeUrl)
      .flatMap((url) => url ?? [])
      .slice(-1);
  const label = new RegExp(link, 'i');
  return links.flatMap((one) => (label.test(one.label) ? [one.url] : [])).slice(-1);
}
