import type { ReceivedMail } from './mail-server.ts';

/** A link in a mail with the words that stand on it. */
export type MailLink = { label: string; url: string };

const LINK = /<a\b[^>]*?\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi;
const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The links of a mail, in their order. */
export function linksOf({ email }: ReceivedMail): MailLink[] {
  return [...(email.html ?? '').matchAll(LINK)].map(([, href = '', inside = '']) => ({
    label: plainText(inside),
    url: decoded(href),
  }));
}

/** All that a reader can see of a mail: its subject, and both of its forms. */
export function readableText({ email }: ReceivedMail): string {
  return [email.subject ?? '', email.text ?? '', plainText(email.html ?? '')].join('\n');
}

/** Where a mail says that one click unsubscribes. */
export function unsubscribeUrl({ email }: ReceivedMail): string | null {
  const header = email.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
  return /<(https?:[^>]+)>/.exec(header)?.[1] ?? null;
}

function plainText(html: string): string {
  const text = html.replace(/<(style|title)\b[\s\S]*?<\/\1>/gi, '').replace(/<[^>]*>/g, ' ');
  return decoded(text).replace(/\s+/g, ' ').trim();
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return SIGNS[name] ?? whole;
  });
}
