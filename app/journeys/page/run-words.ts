import { journeyByKey, journeyVersion } from '#app/journeys/gallery.ts';
import type { Journey, Step } from '#app/journeys/definition.ts';
import { templates } from '#app/messages/templates.ts';

/** What the admin calls a mail; its key when the template is gone. */
export function mailName(key: string): string {
  return templates.find((template) => template.key === key)?.name ?? key;
}

/** What the admin calls a journey; its key when the journey is gone. */
export function journeyName(key: string): string {
  return journeyByKey(key)?.name ?? key;
}

/**
 * What happens to a person at a step, and what comes next: "Waiting, then the mail “Thanks”".
 * @param version of the journey that the person entered; the newest unless given
 */
export function stepWords(journeyKey: string, stepId: string, version?: number): string {
  const journey =
    version === undefined ? journeyByKey(journeyKey) : journeyVersion(journeyKey, version);
  const step = journey && findStep(journey, stepId);
  if (!step) return 'At a step that the journey no longer has';
  switch (step.kind) {
    case 'wait':
      return `Waiting, then ${next(journey, step.next)}`;
    case 'wait_for':
      return `Waiting until ${eventsWords(step.events)}, then ${next(journey, step.next)}`;
    case 'email':
      return `Sending the email “${mailName(step.template)}”`;
    case 'banner':
      return 'A banner is ready for the next visit';
    case 'branch':
      return 'At a branch';
    case 'exit':
      return 'At the end';
  }
}

function next(journey: Journey, stepId: string): string {
  const step = findStep(journey, stepId);
  if (!step) return 'the end';
  switch (step.kind) {
    case 'wait':
    case 'wait_for':
      return `another wait and ${next(journey, step.next)}`;
    case 'email':
      return `the email “${mailName(step.template)}”`;
    case 'banner':
      return 'a banner on the next visit';
    case 'branch':
      return 'a branch';
    case 'exit':
      return 'the end';
  }
}

function findStep(journey: Journey, stepId: string): Step | undefined {
  return journey.steps.find(({ id }) => id === stepId);
}

const EVENT_WORDS: Record<string, string> = {
  'order.shipped': 'the order is sent',
  'order.delivered': 'the order is delivered',
  'order.placed': 'an order is placed',
};

function eventsWords(events: readonly string[]): string {
  return events.map((event) => EVENT_WORDS[event] ?? event).join(' or ');
}
