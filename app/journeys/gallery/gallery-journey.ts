import type { EmailPurpose } from '#app/definitions/email-traits.ts';
import type { CoverageStage } from '../coverage/coverage-stage.ts';
import type { Journey } from '../definition.ts';

/** What the messages of a journey are for: the purposes of their emails. */
export type MessageTheme = EmailPurpose;

/** How the gallery shows a journey, before it is opened. */
export type GalleryCard = {
  /** What it does, in one sentence. */
  does: string;
  /** What starts it and when it writes. */
  when: string;
  /** The people it is for, and who never gets it. */
  forWhom: string;
  stage: CoverageStage;
  themes: readonly MessageTheme[];
  /** Whether it mostly explains, or mostly asks for an order. */
  aim: 'teach' | 'sell';
  /** The one thing that its people are to do next. */
  nextStep: string;
};

/** A journey that ships with the app, as it is now, and how the gallery shows it. */
export type GalleryJourney = {
  journey: Journey;
  card: GalleryCard;
  /** Whether it runs in a new shop from the beginning; the others wait in the gallery until the merchant adds them. */
  isStarter?: true;
};
