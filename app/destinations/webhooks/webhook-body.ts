import type { ActionPerson } from '#app/journeys/actions/action-person.ts';
import { isoTime } from '#app/lib/iso-time.ts';

/** At which step of which journey a webhook was asked for. */
export type WebhookOccasion = {
  journey: { key: string; name: string; version: number };
  stepId: string;
  /** When the person reached the step, epoch milliseconds. */
  at: number;
  shopDomain: string;
};

/**
 * The body of a webhook, in JSON as the Standard Webhooks have it: type, timestamp and data.
 * @param type what happened: `journey.step_reached`, `ticket.requested`
 * @param more what else the data holds
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function webhookBody(
  type: string,
  { journey, stepId, at, shopDomain }: WebhookOccasion,
  person: ActionPerson,
  more: Record<string, unknown> = {},
): string {
  const { id, name, firstName, email, phone, customerId } = person;
  const { score, grade, band, stage, orders } = person;
  const shown = {
    id,
    customer_id: customerId,
    name,
    first_name: firstName,
    email,
    phone,
    score,
    grade,
    band,
    stage,
    orders,
  };
  const data = { shop: shopDomain, journey, step: { id: stepId }, person: shown, ...more };
  return JSON.stringify({ type, timestamp: isoTime(at), data });
}
