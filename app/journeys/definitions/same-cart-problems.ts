import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import type { JourneyContent } from './journey-content.ts';

type StartingJourney = Pick<JourneyContent, 'trigger' | 'entry'>;

/** A journey that runs and reminds of carts, of any person. */
export type CartReminder = StartingJourney & { key: string; name: string };

/** What is known of the other journeys that remind of carts. */
export type KnownCartReminders = {
  journeyKey?: string;
  cartReminders?: readonly CartReminder[];
  /** Whether a journey may not come into use beside one of them; one that is published on purpose may. */
  refusesSameCarts?: true;
};

/** Whether two journeys start by the same event about a cart, so that one cart is reminded of twice. */
export function startBySameCarts(one: StartingJourney, other: StartingJourney): boolean {
  const [events, others] = [cartEvents(one), cartEvents(other)];
  return events.some((event) => others.includes(event));
}

/** Whether a journey reminds of every cart: what it asks of carts or people may keep it apart from another. */
export function remindsOfEveryCart(journey: StartingJourney): boolean {
  const { trigger, entry } = journey;
  const isFiltered = 'where' in trigger && trigger.where !== undefined;
  return cartEvents(journey).length > 0 && !isFiltered && 'all' in entry && entry.all.length === 0;
}

/** The journeys that run already and would send their series for the same carts. */
export function sameCartProblems(
  journey: StartingJourney,
  { journeyKey, cartReminders = [], refusesSameCarts }: KnownCartReminders,
): DefinitionProblem[] {
  if (!remindsOfEveryCart(journey)) return [];
  return cartReminders
    .filter((other) => other.key !== journeyKey && startBySameCarts(other, journey))
    .map(({ name }) => ({
      stepId: null,
      message: `“${name}” runs and starts by the same carts, so that people would get both series. Pause or archive “${name}” first, or let this one start in another way.`,
      ...(refusesSameCarts ? {} : { severity: 'warning' as const }),
    }));
}

function cartEvents({ trigger }: StartingJourney): readonly string[] {
  return 'subject' in trigger && trigger.subject === 'basket' ? trigger.events : [];
}
