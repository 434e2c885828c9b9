import type { EmailPurpose } from '#app/definitions/email-traits.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import type { OrderPart } from '#app/messages/contexts/order-lines.ts';

/** A paragraph, with variables as `[firstName|there]`; shown always, or only where something is true. */
export type GalleryParagraph = string | { onlyIf: 'toBeSent'; text: string };

/** What an email of the gallery says in one language. */
export type GalleryWords = {
  subject: string;
  /** What stands behind the subject in the list of a mailbox. */
  preheader: string;
  /** The first paragraphs, below the greeting. One that begins with `- ` or `1. ` is an item of a list. */
  lead: readonly GalleryParagraph[];
  /** Questions that readers have, with their answers. */
  questions?: readonly (readonly [question: string, answer: string])[];
  /** What stands on its button; absent where the reader is to answer, or the offer has one. */
  button?: string;
  /** The last paragraphs. */
  after: readonly GalleryParagraph[];
};

/** An email of the gallery: what it shows, and its words in each language. Name and next step are for the admin. */
export type GalleryEmail = {
  key: string;
  /** 1 at first; one that says something else gets the next, which shops are offered. */
  galleryVersion: number;
  name: string;
  purpose: EmailPurpose;
  nextStep: string;
  /** Who is greeted: the person by their first name unless it is the contact of an application, or nobody is known. */
  greets?: 'contact' | 'nobody';
  /** The goods that it is about: all of them with their prices, or one product with its picture. */
  goods?: 'items' | 'product';
  /** Whether it shows what the journey offered. */
  offers?: true;
  /** Whether it shows what else the reader may like. */
  recommends?: true;
  /** What it shows of an order: all of it unless said otherwise. */
  shows?: OrderPart;
  words: Record<ReaderLanguage, GalleryWords>;
};
