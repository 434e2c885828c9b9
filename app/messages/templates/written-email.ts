import type { EmailPurpose } from '#app/definitions/email-traits.ts';
import {
  button,
  COUPON_BLOCK,
  COUPON_TEXT,
  ITEMS_BLOCK,
  ITEMS_TEXT,
  paragraphs,
  PRODUCT_BLOCK,
  PRODUCT_TEXT,
  RECOMMENDED_BLOCK,
  RECOMMENDED_TEXT,
} from '#app/messages/blocks/shared-markup.ts';
import type { Template } from './template.ts';

/** An email of the gallery by its words, from which its page and its plain text are made alike. */
export type WrittenEmail = Pick<Template, 'key' | 'name' | 'subject' | 'preview'> & {
  /** What it is for, and the one thing that its reader is to do next. */
  purpose: EmailPurpose;
  nextStep: string;
  /** By what name the reader is greeted: their first name unless it goes to the contact of an application. */
  greets?: 'contact';
  /** Its first paragraphs, Liquid. */
  lead: readonly string[];
  /** The goods that it is about: all of them with their prices, or one product with its picture. */
  goods?: 'items' | 'product';
  /** What stands on its button; left out where the reader is to answer, or the offer has one. */
  button?: string;
  /** Whether it shows what the journey offered. */
  offers?: true;
  /** Its last paragraphs, Liquid. */
  after: readonly string[];
  shows?: 'again';
  recommends?: true;
};

const GREETINGS = {
  first_name: '{% if firstName %}Hello {{ firstName }},{% else %}Hello,{% endif %}',
  contact: '{% if contactName %}Hello {{ contactName }},{% else %}Hello,{% endif %}',
};

const GOODS = {
  items: { block: ITEMS_BLOCK, text: ITEMS_TEXT.trimEnd() },
  product: { block: PRODUCT_BLOCK, text: PRODUCT_TEXT },
};

/** The email with its page and its plain text. */
export function writtenEmail(email: WrittenEmail): Template {
  const { key, name, subject, preview, purpose, nextStep, lead, after, recommends, shows } = email;
  const greeting = GREETINGS[email.greets ?? 'first_name'];
  const goods = email.goods === undefined ? null : GOODS[email.goods];
  const blocks = [
    paragraphs(greeting, ...lead),
    goods?.block,
    email.offers && COUPON_BLOCK,
    email.button === undefined ? undefined : button(email.button),
    after.length === 0 ? undefined : paragraphs(...after),
    recommends && RECOMMENDED_BLOCK,
  ];
  const texts = [
    greeting,
    ...lead,
    goods?.text,
    email.offers && COUPON_TEXT,
    email.button === undefined ? undefined : `${email.button}: {{ action }}`,
    ...after,
  ];
  const text = texts.filter((one) => one !== undefined).join('\n\n');
  return {
    key,
    name,
    subject,
    preview,
    body: blocks.filter((block) => block !== undefined).join(''),
    text: recommends ? `${text}${RECOMMENDED_TEXT}` : text,
    ...(shows !== undefined && { shows }),
    ...(recommends && { recommends }),
    purpose,
    nextStep,
  };
}
