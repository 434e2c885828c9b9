import { validate as isUuid } from 'uuid';

/** Under this a campaign stands where a journey would: in messages, decisions and figures. */
const PREFIX = 'campaign:';

/** What messages and decisions of a campaign bear in place of the key of a journey. */
export function campaignJourneyKey(campaignId: string): string {
  return `${PREFIX}${campaignId}`;
}

/** The key of the email of a campaign to a person: asked for twice, it is sent once. */
export function campaignMailKey(campaignId: string, profileId: string): string {
  return `${PREFIX}${campaignId}:${profileId}`;
}

/** The key under which a campaign is brought on after a change by staff. @param revision that of the campaign since then */
export function campaignAdvanceKey(campaignId: string, revision: number): string {
  return `campaign-advance:${campaignId}:${String(revision)}`;
}

/** The template of an email that a campaign has for itself. */
export function campaignTemplate(campaignId: string): string {
  return `campaign-${campaignId}`;
}

/** The campaign of an email or a decision, by either of its keys; null of what belongs to none. */
export function campaignIdOf(key: string | null): string | null {
  if (key === null || !key.startsWith(PREFIX)) return null;
  const id = key.slice(PREFIX.length).split(':', 1)[0] ?? '';
  return isUuid(id) ? id : null;
}
