import {
  CampaignContent,
  PER_MINUTE,
  RELEVANT_HOURS,
  type CampaignTiming,
  type OwnEmail,
} from '#app/campaigns/campaign-content.ts';
import { ShopPage } from '#app/lib/shop-page.ts';

/** A campaign as it is typed: every field a text. */
export type CampaignForm = {
  name: string;
  segment: string;
  /** `own`, or the key of an email of the shop after `template:`. */
  email: string;
  subject: string;
  preview: string;
  heading: string;
  text: string;
  button: string;
  page: string;
  timing: CampaignTiming['kind'];
  day: string;
  time: string;
  late: 'at_once' | 'next_day';
  perMinute: string;
  leavesOutTrade: boolean;
  priority: string;
  relevantHours: string;
};

export type CampaignFormErrors = Partial<Record<keyof CampaignForm, string>>;

const TEMPLATE = 'template:';
const NOTHING_OWN: OwnEmail = {
  kind: 'own',
  subject: '',
  preview: '',
  heading: '',
  text: '',
  button: '',
  page: '',
};

/** The value of the choice of an email of the shop. */
export function templateChoice(key: string): string {
  return `${TEMPLATE}${key}`;
}

/** @param today the shop's day, which a campaign without one begins with */
export function campaignFormOf(content: CampaignContent, today: string): CampaignForm {
  const { email, timing } = content;
  const { kind: _kind, ...own } = email.kind === 'own' ? email : NOTHING_OWN;
  return {
    name: content.name,
    segment: content.segment,
    email: email.kind === 'own' ? 'own' : templateChoice(email.key),
    ...own,
    timing: timing.kind,
    day: timing.kind === 'now' ? today : timing.day,
    time: timing.kind === 'now' ? '09:00' : timing.time,
    late: timing.kind === 'person' ? timing.late : 'next_day',
    perMinute: String(content.perMinute),
    leavesOutTrade: content.leavesOutTrade,
    priority: String(content.priority),
    relevantHours: String(content.relevantHours),
  };
}

/** What a form says, and what is wrong in it; null where it cannot be saved. */
export function readCampaignForm(form: CampaignForm): {
  content: CampaignContent | null;
  errors: CampaignFormErrors;
} {
  const errors: CampaignFormErrors = {
    ...(form.name.trim() === '' && { name: 'Enter a name.' }),
    ...wholeNumber('perMinute', form.perMinute, PER_MINUTE),
    ...wholeNumber('relevantHours', form.relevantHours, RELEVANT_HOURS),
    ...(form.timing !== 'now' && form.day === '' && { day: 'Choose a day.' }),
    ...(form.timing !== 'now' && form.time === '' && { time: 'Choose a time.' }),
    ...pageError(form),
  };
  if (Object.keys(errors).length > 0) return { content: null, errors };
  const read = CampaignContent.safeParse(contentOfForm(form));
  if (read.success) return { content: read.data, errors };
  return { content: null, errors: { name: 'Check the fields: one of them is too long.' } };
}

function contentOfForm(form: CampaignForm): unknown {
  const { name, segment, leavesOutTrade, subject, preview, heading, text, button, page } = form;
  return {
    name,
    segment,
    email: form.email.startsWith(TEMPLATE)
      ? { kind: 'template', key: form.email.slice(TEMPLATE.length) }
      : { kind: 'own', subject, preview, heading, text, button, page: page.trim() },
    timing: timingOf(form),
    perMinute: Number(form.perMinute),
    leavesOutTrade,
    priority: Number(form.priority),
    relevantHours: Number(form.relevantHours),
  };
}

function timingOf({ timing: kind, day, time, late }: CampaignForm): object {
  switch (kind) {
    case 'now':
      return { kind };
    case 'shop':
      return { kind, day, time };
    case 'person':
      return { kind, day, time, late };
  }
}

function wholeNumber(
  field: 'perMinute' | 'relevantHours',
  text: string,
  { least, most }: { least: number; most: number },
): CampaignFormErrors {
  const value = Number(text);
  const isFine = /^\d{1,5}$/.test(text.trim()) && value >= least && value <= most;
  const words = `Enter a whole number from ${String(least)} to ${String(most)}.`;
  return isFine ? {} : { [field]: words };
}

function pageError({ email, page }: CampaignForm): CampaignFormErrors {
  if (email !== 'own' || page.trim() === '' || ShopPage.safeParse(page).success) return {};
  return { page: 'Enter a page of your store, such as /collections/new.' };
}
