import { EMAIL_PURPOSES } from '#app/definitions/email-traits.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { GalleryCard, MessageTheme } from '#app/journeys/gallery/gallery-journey.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';

/** What the messages of a journey are for, and the one thing that its people are to do next; null where none says so. */
export type JourneyMessages = { themes: MessageTheme[]; nextStep: string | null };

/**
 * What a journey says to people.
 * @param emails the shop's, by their keys
 * @param card of the gallery, for what the emails leave open
 */
export function messagesOfJourney(
  { steps }: Pick<Journey, 'steps'>,
  emails: ReadonlyMap<string, Pick<EmailContent, 'purpose' | 'nextStep'>>,
  card?: Pick<GalleryCard, 'themes' | 'nextStep'>,
): JourneyMessages {
  const used = steps.flatMap((step) => {
    const one = stepHandlerOf(step).uses?.(step);
    return one?.kind === 'email' ? (emails.get(one.key) ?? []) : [];
  });
  const purposes = new Set(used.flatMap(({ purpose }) => purpose ?? []));
  const themes = EMAIL_PURPOSES.filter((purpose) => purposes.has(purpose));
  const said = used.flatMap(({ nextStep }) => (nextStep ? [nextStep] : []));
  return {
    themes: themes.length > 0 ? themes : [...(card?.themes ?? [])],
    nextStep: card?.nextStep ?? said[0] ?? null,
  };
}
