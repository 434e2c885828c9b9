import { truncateUtf8 } from '#app/lib/truncate-utf8.ts';
import type { Touch } from '#app/events/event.ts';

/** Bytes kept of each part; a person's first and last touch must stay small. */
const LONGEST = { source: 48, medium: 32, campaign: 64, landing: 96, referrer: 48 };

/** What advertisers add to an address that has no campaign tags. */
const CLICKS: [parameter: string, source: string][] = [
  ['gclid', 'google'],
  ['msclkid', 'bing'],
  ['fbclid', 'facebook'],
  ['ttclid', 'tiktok'],
];
const SEARCH = /(?:^|\.)(google|bing|duckduckgo|yahoo|ecosia|baidu|yandex)\./;

/**
 * How a visitor came to the shop.
 * @param landing the address of the page they came in by, whole or as a path with its query
 * @param referrer the address of the page they came from
 * @param at when, epoch milliseconds
 * @returns null when neither address was sent
 */
export function touchOf(landing: string | null, referrer: string | null, at: number): Touch | null {
  const page = landing === null ? null : URL.parse(landing, 'https://shop.invalid');
  const from = referrer === null ? null : URL.parse(referrer);
  if (!page && !from) return null;
  const host = from?.host.replace(/^www\./, '') ?? null;
  const tagged = page && taggedSource(page.searchParams);
  return {
    at,
    ...shortened(tagged ?? untaggedSource(host)),
    landing: page && truncateUtf8(page.pathname, LONGEST.landing),
    referrer: host === null ? null : truncateUtf8(host, LONGEST.referrer),
  };
}

type Source = Pick<Touch, 'source' | 'medium' | 'campaign'>;

function taggedSource(query: URLSearchParams): Source | null {
  const [medium, campaign] = [query.get('utm_medium'), query.get('utm_campaign')];
  const source = query.get('utm_source');
  if (source)
    return { source: source.toLowerCase(), medium: medium?.toLowerCase() ?? null, campaign };
  const click = CLICKS.find(([parameter]) => query.has(parameter));
  return click ? { source: click[1], medium: 'paid', campaign } : null;
}

function untaggedSource(host: string | null): Source {
  if (host === null) return { source: 'direct', medium: null, campaign: null };
  const [, engine] = SEARCH.exec(host) ?? [];
  if (engine !== undefined) return { source: engine, medium: 'organic', campaign: null };
  return { source: host, medium: 'referral', campaign: null };
}

function shortened({ source, medium, campaign }: Source): Source {
  return {
    source: truncateUtf8(source, LONGEST.source),
    medium: medium && truncateUtf8(medium, LONGEST.medium),
    campaign: campaign && truncateUtf8(campaign, LONGEST.campaign),
  };
}
