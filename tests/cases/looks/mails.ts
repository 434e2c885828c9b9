import { mailLinks } from '#app/http/mail-links.server.ts';
import { APP_URL } from '#tests/setup/test-environment.ts';
import type { Story } from '../case-environment.ts';
import { linksOf, readableText } from '../mail-links.ts';
import type { ReceivedMail } from '../mail-server.ts';
import { momentOf } from '../moments.ts';
import type { Expected } from '../words.ts';
import { holds, wrongCount } from './count.ts';

/** Looks at the mails that the receivers' server took. */
export async function lookAtMails(story: Story, wanted: Expected<'mails'>): Promise<string[]> {
  const mails = story.mailServer.mails.filter((mail) => isPicked(story, wanted.pick, mail));
  const wrong = wrongCount('mails', mails.length, wanted.count);
  if (wrong.length > 0) wrong.push(`all mails: ${story.mailServer.mails.map(inShort).join('; ')}`);
  for (const mail of mails) {
    const text = readableText(mail);
    for (const pattern of wanted.each?.has ?? [])
      if (!holds(text, pattern)) wrong.push(`“${pattern}” is not in: ${text}`);
    for (const pattern of wanted.each?.lacks ?? [])
      if (holds(text, pattern)) wrong.push(`“${pattern}” is in: ${text}`);
  }
  if (wanted.leads === undefined) return wrong;
  if (mails.length === 0) return [...wrong, 'there is no mail that could lead anywhere'];
  for (const mail of mails) wrong.push(...(await wrongLead(story, mail, wanted.leads)));
  return wrong;
}

function isPicked(
  { start }: Story,
  { to, subject, from, until }: Expected<'mails'>['pick'],
  mail: ReceivedMail,
): boolean {
  return (
    (to === undefined || mail.to === to.toLowerCase()) &&
    (subject === undefined || holds(mail.email.subject ?? '', subject)) &&
    (from === undefined || mail.at >= momentOf(from, start)) &&
    (until === undefined || mail.at <= momentOf(until, start))
  );
}

async function wrongLead(
  story: Story,
  mail: ReceivedMail,
  { label, to }: { label: string; to: string },
): Promise<string[]> {
  const links = linksOf(mail).filter((link) => holds(link.label, label));
  if (links.length === 0) return [`no link “${label}” in “${mail.email.subject ?? ''}”`];
  const ends = await Promise.all(links.map(({ url }) => endOf(story, url)));
  const wanted = to.replaceAll('%STORE%', story.shop.host);
  return ends.flatMap((end) => (holds(end, wanted) ? [] : [`“${label}” leads to ${end}`]));
}

/** Where a link ends: a tracked one is asked without counting as a click. */
async function endOf({ services }: Story, url: string): Promise<string> {
  if (!url.startsWith(`${APP_URL}/l/`)) return url;
  const answer = await mailLinks(new Request(url, { method: 'HEAD' }), services);
  return answer.headers.get('location') ?? `nowhere (${String(answer.status)})`;
}

function inShort({ to, at, email }: ReceivedMail): string {
  return `${new Date(at).toISOString()} ${to} “${email.subject ?? ''}”`;
}
