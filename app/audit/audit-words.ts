/** What the audit log can be narrowed to, by the first part of an action. */
export const AUDIT_GROUPS: Record<string, string> = {
  personal_data: 'Personal data seen',
  staff: 'Staff and roles',
  settings: 'Settings',
  sender_domain: 'Sender domain',
  retention: 'Retention',
  privacy: 'Privacy requests',
  api_key: 'API keys',
  segment: 'Segments',
  shopify_segments: 'Shopify segments',
  score_model: 'Score',
  learning: 'Learning',
  prediction: 'Predictions',
  profile: 'People',
  application: 'Wholesale applications',
  lead: 'Leads',
  sales_task: 'Sales tasks',
  webhook_secret: 'Webhook signing secrets',
  feedback_source: 'Bounces and complaints',
  suppression: 'Blocked addresses',
  import: 'Import',
  move_in: 'Files from other platforms',
  transfer: 'Export of definitions',
  reconcile: 'Comparison with Shopify',
  delivery: 'Webhooks',
  odd_value: 'Unreadable values',
  effect: 'Failed work',
  job: 'Background work',
  run: 'Journey runs',
  journey: 'Journeys',
  journey_stop: 'Stopped journeys',
  email: 'Email content',
  banner: 'Banners',
  mail: 'Emails',
  decision: 'Decisions',
};

/** The actions whose last word does not say it alone. */
export const ACTION_WORDS: Record<string, string> = {
  'personal_data.read': 'Personal data seen',
  'staff.joined': 'Opened the app first',
  'staff.role_changed': 'Role changed',
  'staff.newcomers_changed': 'Role of new staff changed',
  'segment.ad_file': 'People downloaded for ads',
  'decision.export': 'Decisions downloaded',
  'transfer.exported': 'Definitions downloaded',
  'move_in.errors_downloaded': 'Rows with errors downloaded',
  'privacy.erased': 'Person erased',
  'privacy.exported': 'Customer data downloaded',
  'delivery.viewed': 'Webhook opened',
  'odd_value.viewed': 'Sample of a value opened',
  'suppression.lifted': 'Blocked address allowed again',
  'email.tested': 'Test email sent',
  'sender_domain.report_added': 'DMARC report added',
  'reconcile.started': 'Comparison with Shopify started',
};

/** What was done, in words; an action that is not known by name is read from its parts. */
export function auditActionWords(action: string): string {
  const known = ACTION_WORDS[action];
  if (known !== undefined) return known;
  const [group = '', what = ''] = action.split('.');
  return `${AUDIT_GROUPS[group] ?? group.replaceAll('_', ' ')}: ${what.replaceAll('_', ' ')}`;
}

const PAGES: Record<string, string> = {
  profile: '/app/people/',
  application: '/app/wholesale/',
  segment: '/app/segments/',
  journey: '/app/journeys/',
  move_in: '/app/settings/move-in/',
};

/** The kinds of subjects whose stored name a merchant would not use. */
const SUBJECT_WORDS: Record<string, string> = {
  profile: 'person',
  move_in: 'file',
  effect: 'action',
  run: 'journey run',
  privacy: 'privacy request',
  api_key: 'API key',
  webhook_secret: 'webhook signing secret',
  feedback_source: 'feedback of',
  sales_task: 'sales task',
  journey_stop: 'stopped journey',
};

/** The first part of a long id is enough to distinguish them. */
const UUID = /^([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What it was done to, and the page that shows it, when there is one. */
export function auditSubject(subject: string): { text: string; url: string | null } {
  const [kind = '', id] = [subject.split(':')[0], subject.slice(subject.indexOf(':') + 1)];
  const page = subject.includes(':') ? PAGES[kind] : undefined;
  const words = SUBJECT_WORDS[kind] ?? kind.replaceAll('_', ' ');
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return {
    text: subject.includes(':') ? `${name} ${id.replace(UUID, '$1')}` : name,
    url: page === undefined ? null : `${page}${encodeURIComponent(id)}`,
  };
}
