import type { Journey } from '#app/journeys/definition.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';

/** A journey that staff can add a person to. */
export type AddableJourney = { key: string; name: string };

/**
 * The journeys that staff can add a person to: those that are about the person, and not about a cart or an order.
 * @param journeys those that are running
 */
export function addableJourneys(journeys: readonly Journey[]): AddableJourney[] {
  return journeys
    .filter(({ trigger }) => triggerHandlerOf(trigger).subject(trigger) === 'person')
    .map(({ key, name }) => ({ key, name }));
}
