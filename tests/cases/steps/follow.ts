import { mailLinks } from '#app/http/mail-links.server.ts';
import { firstFormFields } from '#tests/store/front/first-form.ts';
import { APP_URL } from '#tests/setup/test-environment.ts';
import type { Story } from '../case-environment.ts';
import { linksOf, unsubscribeUrl } from '../mail-links.ts';
import type { StepOf } from '../words.ts';
import { recordAnswer } from './record-answer.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36';
const FORM = 'application/x-www-form-urlencoded';

/**
 * Follows links of the mails that an address got: all tracked ones, that to unsubscribe, or one by its words. POST
 * without a body presses the first button of the page that the link opens.
 */
export async function followLinks(story: Story, step: StepOf<'follow'>): Promise<void> {
  const urls = linksWanted(story, step);
  if (urls.length === 0) throw new Error(`No mail to ${step.to} has a link “${step.link}”.`);
  for (const url of urls) await recordAnswer(story, step.as, await openLink(story, step, url));
  await story.queue.drain();
}

async function openLink(
  { services }: Story,
  { method, type, body }: StepOf<'follow'>,
  url: string,
): Promise<Response> {
  const headers = new Headers({ 'User-Agent': BROWSER });
  const ask = (init: RequestInit) => mailLinks(new Request(url, { headers, ...init }), services);
  if (method !== 'POST') return await ask({ method });
  if (type !== undefined) headers.set('Content-Type', type);
  if (body !== undefined) return await ask({ method, body });
  const page = await (await ask({ method: 'GET' })).text();
  headers.set('Content-Type', FORM);
  return await ask({ method, body: firstFormFields(page).toString() });
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
