import { coverageStages } from '#app/journeys/coverage/coverage-stages.ts';
import { startBySameCarts } from '#app/journeys/definitions/same-cart-problems.ts';
import type { GalleryJourney, MessageTheme } from '#app/journeys/gallery/gallery-journey.ts';
import type { RowOrder } from '#app/lib/arrange-rows.ts';
import type { JourneyState, ShownJourney } from './shown-journey.ts';

/** What the messages of a journey are for, in a word. */
const THEME_WORDS: Record<MessageTheme, string> = {
  answer: 'Answers',
  proof: 'Proof',
  help: 'Help',
  offer: 'Offer',
};

/** A journey of the gallery as its card shows it. */
export type GalleryCardView = {
  key: string;
  name: string;
  does: string;
  when: string;
  forWhom: string;
  nextStep: string;
  /** Where its people are: "New subscriber". */
  stage: string;
  themes: string[];
  aim: 'Teaches' | 'Sells';
  /** How many emails it sends at most. */
  emails: number;
  state: JourneyState;
  /** The version that is or would be in use. */
  version: number;
  /** The names of journeys that are live and start by the same event about a cart: people would get both. */
  overlaps: string[];
};

/** What the gallery can be sorted by, the default first. */
export const GALLERY_SORTS = ['gallery', 'name', 'stage'] as const;
export type GallerySort = (typeof GALLERY_SORTS)[number];

export const GALLERY_ORDER: RowOrder<GalleryCardView, GallerySort> = {
  text: ({ name, does, when, forWhom, stage, themes }) =>
    [name, does, when, forWhom, stage, ...themes].join(' '),
  by: { gallery: () => 0, name: ({ name }) => name, stage: ({ stage }) => stage },
};

/** Every journey of the gallery as it stands in a shop. @param shown the journeys of the shop */
export function galleryCards(
  gallery: readonly GalleryJourney[],
  shown: readonly ShownJourney[],
): GalleryCardView[] {
  const known = new Map(shown.map((one) => [one.journey.key, one]));
  const live = shown.filter(({ state }) => state === 'live').map(({ journey }) => journey);
  return gallery.map(({ journey: shipped, card }) => {
    const own = known.get(shipped.key);
    const journey = own?.journey ?? shipped;
    const { does, when, forWhom, nextStep, stage, themes, aim } = card;
    return {
      key: journey.key,
      name: journey.name,
      does,
      when,
      forWhom,
      nextStep,
      stage: coverageStages[stage].name,
      themes: themes.map((theme) => THEME_WORDS[theme]),
      aim: aim === 'teach' ? 'Teaches' : 'Sells',
      emails: journey.steps.filter(({ kind }) => kind === 'email').length,
      state: own?.state ?? 'archived',
      version: journey.version,
      overlaps: live
        .filter((one) => one.key !== journey.key && startBySameCarts(one, journey))
        .map(({ name }) => name),
    };
  });
}
