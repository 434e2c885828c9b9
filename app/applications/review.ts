import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { DAYS, HOURS, formatCount } from '#app/lib/format/count.ts';
import { formatWholeMoney } from '#app/lib/format/money.ts';
import { emailDomain, isFreeMail, websiteDomain } from '#app/lib/free-mail.ts';
import type { Channel, Volume } from './application.ts';
import type { TaxIdStatus } from './tax-id.ts';
import { volumeName } from './words.ts';

/** What a reviewer's first impression is computed from. Times are epoch milliseconds. */
export type ReviewFacts = {
  contactName: string;
  email: string;
  phone: string | null;
  website: string | null;
  channels: readonly Channel[];
  volume: Volume;
  /** The shop's, in which `volume` is given; ISO 4217. */
  currency: string;
  message: string;
  taxId: TaxIdStatus;
  /** Retail orders of the person with this address. */
  orders: number;
  lastOrderAt: number | null;
  lastSeenAt: number | null;
  submittedAt: number;
};

/** What the fit is counted from. */
export type FitFacts = Pick<
  ReviewFacts,
  'email' | 'website' | 'channels' | 'volume' | 'currency' | 'taxId' | 'orders'
>;

export type FitGrade = 'A' | 'B' | 'C' | 'D';
/** `points` of 100; the reasons add up to it. */
export type Fit = { grade: FitGrade; points: number; reasons: { text: string; points: number }[] };

export type CheckResult = 'good' | 'unclear' | 'poor';
export type CheckKey = 'fit' | 'intent' | 'timing' | 'contact';
export type ReviewCheck = {
  key: CheckKey;
  title: string;
  result: CheckResult;
  reasons: string[];
};

const VOLUME_POINTS: Record<Volume, number> = {
  'under-5k': 5,
  '5k-25k': 20,
  '25k-100k': 30,
  'over-100k': 35,
};
const TAX_ID_POINTS: Record<TaxIdStatus, { points: number; text: string }> = {
  valid: { points: 20, text: 'tax number has the right check digits' },
  unconfirmed: { points: 5, text: 'tax number could not be confirmed by its format' },
  malformed: { points: 0, text: 'tax number has the wrong format' },
};
const GRADES: [least: number, grade: FitGrade][] = [
  [70, 'A'],
  [50, 'B'],
  [30, 'C'],
  [0, 'D'],
];

/** How well the company fits, from what it entered and what is known: the more points the better. */
export function fitOf(facts: FitFacts): Fit {
  const volume = volumeName(facts.volume, facts.currency);
  const reasons = [
    {
      points: VOLUME_POINTS[facts.volume],
      text: `expects to order ${volume.replace(/^[A-Z]/, (letter) => letter.toLowerCase())} a year`,
    },
    TAX_ID_POINTS[facts.taxId],
  ];
  if (facts.channels.includes('shops')) reasons.push({ points: 10, text: 'sells in own shops' });
  if (facts.channels.includes('online')) reasons.push({ points: 5, text: 'sells online' });
  if (isCompanyAddress(facts)) reasons.push({ points: 10, text: 'writes from a company address' });
  if (facts.website !== null) reasons.push({ points: 5, text: 'has a website' });
  if (isOwnWebsite(facts)) {
    reasons.push({ points: 5, text: 'website and email address share a domain' });
  }
  if (facts.orders > 0) reasons.push({ points: 10, text: 'has bought from the shop' });
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  const grade = GRADES.find(([least]) => points >= least)?.[1] ?? 'D';
  return { grade, points, reasons };
}

/** The four checks of a review, each answered as far as the facts allow. */
export function checklistOf(facts: ReviewFacts, now: number): ReviewCheck[] {
  return [fitCheck(facts), intentCheck(facts), timingCheck(facts, now), contactCheck(facts)];
}

function fitCheck(facts: ReviewFacts): ReviewCheck {
  const { grade, points, reasons } = fitOf(facts);
  const result = grade === 'A' || grade === 'B' ? 'good' : grade === 'C' ? 'unclear' : 'poor';
  const texts = reasons.map((reason) => `${sentence(reason.text)} (+${String(reason.points)})`);
  const title = `Fit: ${grade}, ${String(points)} of 100 points`;
  return { key: 'fit', title, result, reasons: texts };
}

const A_REAL_MESSAGE = 40;

function intentCheck(facts: ReviewFacts): ReviewCheck {
  const wrote = facts.message.length >= A_REAL_MESSAGE;
  const large = facts.volume === '25k-100k' || facts.volume === 'over-100k';
  const signs = [
    ...(wrote ? ['Wrote what they have in mind'] : []),
    ...(large
      ? [`Expects to order ${formatWholeMoney(25_000, facts.currency)} a year or more`]
      : []),
    ...(facts.orders > 0 ? ['Knows the products from own orders'] : []),
  ];
  const result = signs.length >= 2 ? 'good' : signs.length === 1 ? 'unclear' : 'poor';
  const reasons = signs.length > 0 ? signs : ['Nothing shows yet what they have in mind'];
  return { key: 'intent', title: 'Intent', result, reasons };
}

function timingCheck(facts: ReviewFacts, now: number): ReviewCheck {
  const title = 'Timing';
  if (facts.lastOrderAt !== null && now - facts.lastOrderAt <= 90 * DAY) {
    return { key: 'timing', title, result: 'good', reasons: ['Ordered in the last 90 days'] };
  }
  // Applying is itself a visit; only what came after it says that they are still looking.
  if (facts.lastSeenAt !== null && facts.lastSeenAt - facts.submittedAt > MINUTE) {
    return { key: 'timing', title, result: 'good', reasons: ['Came back after applying'] };
  }
  const reason = facts.lastOrderAt === null ? 'No order yet' : 'No order in the last 90 days';
  return {
    key: 'timing',
    title,
    result: 'unclear',
    reasons: [`${reason}; not seen since applying`],
  };
}

function contactCheck(facts: ReviewFacts): ReviewCheck {
  const signs = [
    isCompanyAddress(facts) ? 'Company email address' : null,
    facts.phone === null ? null : 'Phone number given',
    facts.contactName.includes(' ') ? 'Full name given' : null,
  ].filter((sign) => sign !== null);
  const gaps = [
    isCompanyAddress(facts) ? null : 'Free email address: ask for one of the company',
    facts.phone === null ? 'No phone number' : null,
  ].filter((gap) => gap !== null);
  const result = gaps.length === 0 ? 'good' : signs.length > 0 ? 'unclear' : 'poor';
  return { key: 'contact', title: 'Contact quality', result, reasons: [...signs, ...gaps] };
}

function isCompanyAddress(facts: Pick<FitFacts, 'email'>): boolean {
  return !isFreeMail(emailDomain(facts.email));
}

function isOwnWebsite(facts: Pick<FitFacts, 'email' | 'website'>): boolean {
  return isCompanyAddress(facts) && websiteDomain(facts.website) === emailDomain(facts.email);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How soon an applicant should have an answer. */
const ANSWER_WITHIN_MS = 24 * HOUR;

export type ResponseClock = { text: string; tone: 'success' | 'warning' | 'critical' };

/**
 * Where an open application stands against the time in which it should be answered.
 * @param submittedAt epoch milliseconds
 */
export function responseClock(submittedAt: number, now: number): ResponseClock {
  const left = submittedAt + ANSWER_WITHIN_MS - now;
  if (left < 0) return { text: `${hours(-left)} late`, tone: 'critical' };
  return { text: `Answer within ${hours(left)}`, tone: left < 4 * HOUR ? 'warning' : 'success' };
}

/** A length of time in whole hours, in days from two days on. */
function hours(ms: number): string {
  return ms >= 2 * DAY
    ? formatCount(Math.floor(ms / DAY), DAYS)
    : formatCount(Math.ceil(ms / HOUR), HOURS);
}
