import type { OrderPart } from '../contexts/order-lines.ts';

/**
 * One mail. `subject`, `preview` and `text` are Liquid; `body` is MJML with Liquid inside, set between the
 * shop's name and the footer that every mail has. Output is escaped for HTML except in subject and text.
 */
export type Template = {
  key: string;
  /** What the admin calls it. */
  name: string;
  subject: string;
  preview: string;
  body: string;
  text: string;
  /** What it shows of an order, when it is about one: all of it unless said otherwise. */
  shows?: OrderPart;
  /** Whether it shows what else the reader may like. */
  recommends?: true;
};
