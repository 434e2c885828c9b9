import type { LiveTable } from '#app/roll-ups/live-tables.ts';
import type { FigureName } from '#app/roll-ups/store/read-figures.server.ts';

/** Read to let a member of the staff in, whatever page is opened. */
export const OF_VISIT: ReadonlySet<string> = new Set(['Session', 'shop', 'staff_member']);

/** The table that each kept figure is counted of. */
export const COUNTED_OF: Record<FigureName, LiveTable | 'profile_fact'> = {
  people: 'profile',
  'people.new': 'profile',
  members: 'membership',
  'runs.active': 'journey_run',
  'runs.failed': 'journey_run',
  'runs.places': 'journey_run',
  'runs.entered': 'journey_run',
  'runs.completed': 'journey_run',
  'runs.exited': 'journey_run',
  mails: 'effect',
  'mails.sent': 'message',
  'mails.skipped': 'effect',
  'mails.clicked': 'message',
  'mails.unrecorded': 'effect',
  'banners.seen': 'banner',
  'banners.clicked': 'banner',
  orders: 'purchase',
  'orders.value': 'purchase',
  carts: 'cart',
  'carts.value': 'cart',
  arrivals: 'profile_fact',
  tags: 'customer_tag',
  'tags.ready': 'effect',
  'tags.failed': 'effect',
};

/** Tables that only ever change in the transaction that changes one of these. */
export const CHANGED_WITH: Partial<Record<string, readonly LiveTable[]>> = {
  // A profile's identifiers and what it was merged of are saved with it.
  identity: ['profile'],
  profile_join: ['profile'],
  profile_search: ['profile'],
  consent_chain: ['consent'],
  segment_version: ['segment'],
  definition_version: ['definition'],
  offer_month: ['offer_code'],
  code_use: ['offer_code'],
  move_in_error: ['move_in'],
  replay_person: ['replay'],
  // A run notes each batch of forecasts, and its end when models were learned.
  prediction: ['prediction_run'],
  prediction_model: ['prediction_run', 'learning'],
  product_rhythm: ['prediction_run'],
};

/** Pages that follow nothing, and why. */
export const NOT_FOLLOWED: Partial<Record<string, string>> = {
  app: 'The frame around pages.',
  'app.campaigns.$id_.preview': 'Asked for by a card, with what is known then.',
  'app.changes': 'What open pages ask.',
  'app.decisions._index': 'A log, read from a moment on.',
  'app.decisions.file': 'A file.',
  'app.emails.$key_.preview': 'Asked for by a card, when what it shows changes.',
  'app.emails.$key_.send-test': 'Asked for until a test email was sent or refused.',
  'app.emails.$key_.edit':
    'A draft: what was written stays, and a conflict is found when it is saved.',
  'app.journeys.$key_.edit':
    'A drawing: what was drawn stays, and a conflict is found when it is saved.',
  'app.journeys.$key_.replay_.skipped': 'A file.',
  'app.journeys.new': 'A form.',
  'app.people.find': 'Asked for by a field, for what was typed.',
  'app.people.$id_.score': 'Asked for by the slider of a page, for a moment of the past.',
  'app.segments.$key_.ad-file': 'A file.',
  'app.segments.$key_.edit': 'A form: what was typed stays.',
  'app.segments.catalogue': 'Asked for by a form, for what was typed.',
  'app.segments.new': 'A form.',
  'app.settings_.audit': 'A log, read from a moment on.',
  'app.settings_.data-quality': 'A report of four weeks, by the hour.',
  'app.settings_.domain': 'A check, as of when it was made.',
  'app.settings_.export-import_.file': 'A file.',
  'app.settings_.feedback': 'A list of addresses, read from a moment on, and a form.',
  'app.settings_.keys': 'Changed by who looks at it.',
  'app.settings_.move-in.$id_.errors': 'A file.',
  'app.settings_.proofs': 'A check, as of when it is asked for.',
  'app.settings_.retention': 'A form.',
  'app.settings_.staff': 'Changed by who looks at it.',
};

const PAIRS = 'Moved a little by each visit; they are loaded again with the next order.';
const NAMES = 'Who is meant: no more than a name or an address.';
const ALL_PEOPLE = 'How many there are in all, for shares; what they are shares of is followed.';
const BY_TIME = 'Written once a day, when it is over.';
const WATCH = 'How soon a stop would be noticed changes over days; a stop itself is followed.';
const DRAFTS =
  'Whether a journey that was never used is listed; such a draft is made by an import.';
const SENDER = 'Whether the sender meets the rules of mailbox providers changes over days.';
const SILENCE = 'A topic goes silent over hours.';

/** What pages show beside, and why they do not follow it. */
export const SHOWN_NOT_FOLLOWED: Partial<Record<string, Partial<Record<string, string>>>> = {
  'app.campaigns.$id': {
    setting: SENDER,
    suppression: SENDER,
    feedback_source: SENDER,
  },
  'app._index': { journey_watch: WATCH, definition_draft: DRAFTS },
  'app.journeys.$key': { profile: NAMES, journey_watch: WATCH, journey_walk: WATCH },
  'app.journeys.$key_.replay': { profile: NAMES },
  'app.journeys.$key_.move': {
    definition_draft: DRAFTS,
    journey_run: 'A preview of who would move; how far a move is stands in its own row.',
  },
  'app.people.$id': { affinity: PAIRS },
  'app.problems': { definition_draft: DRAFTS, application: NAMES, profile: NAMES, purchase: NAMES },
  'app.products': { affinity: PAIRS },
  'app.segments.$key': { segment_day: BY_TIME, topic_count: SILENCE },
  'app.segments.$key_.elsewhere': { profile: 'Whether members are customers in Shopify.' },
  'app.segments._index': { profile: ALL_PEOPLE, segment_day: BY_TIME, topic_count: SILENCE },
  'app.wholesale.$id': { audit: 'What was done to an application is noted with it.' },
  'app.wholesale._index': {
    identity: 'What applicants bought before, for their grade.',
    profile: 'What applicants bought before, for their grade.',
  },
  'app.wholesale.traders': { profile_fact: 'Tags and companies, written with the profile.' },
};
