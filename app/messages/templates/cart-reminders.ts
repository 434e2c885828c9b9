import { button, ITEMS_BLOCK, ITEMS_TEXT, paragraphs } from '#app/messages/blocks/shared-markup.ts';
import type { Template } from './template.ts';
import { writtenEmail } from './written-email.ts';

const HELLO = '{% if firstName %}Hello {{ firstName }},{% else %}Hello,{% endif %}';

export const cartReminder1: Template = {
  key: 'basket-reminder-1',
  name: 'First cart reminder',
  purpose: 'help',
  nextStep: 'Go back to the cart',
  subject: 'Your basket at {{ shop.name }} is saved',
  preview: 'Everything you picked is still here, ready when you are.',
  body:
    paragraphs(
      HELLO,
      'you left something behind. We kept your basket, so you can carry on exactly where you stopped.',
    ) +
    ITEMS_BLOCK +
    button('Back to my basket') +
    paragraphs(
      'Did something not work, or do you have a question first? Reply to this mail; a person reads it.',
    ),
  text: `${HELLO}

you left something behind. We kept your basket, so you can carry on exactly where you stopped.

${ITEMS_TEXT}
Back to your basket: {{ action }}

Did something not work, or do you have a question first? Reply to this mail; a person reads it.`,
};

export const cartReminder2: Template = {
  key: 'basket-reminder-2',
  name: 'Last cart reminder',
  purpose: 'help',
  nextStep: 'Finish the order',
  subject: 'Still thinking it over{% if firstName %}, {{ firstName }}{% endif %}?',
  preview: 'A last note about the basket you left.',
  body:
    paragraphs(
      HELLO,
      'your basket is still here. We will not write about it again, so this is your last reminder.',
    ) +
    ITEMS_BLOCK +
    button('Finish my order') +
    paragraphs('Changed your mind? Then there is nothing to do.'),
  text: `${HELLO}

your basket is still here. We will not write about it again, so this is your last reminder.

${ITEMS_TEXT}
Finish your order: {{ action }}

Changed your mind? Then there is nothing to do.`,
};

/** The second reminder answers what keeps people from ordering; no discount. */
export const cartQuestions = writtenEmail({
  key: 'cart-questions',
  name: 'Second cart reminder: questions',
  subject: 'Anything we can answer about your cart?',
  preview: 'Delivery, returns, and a person to ask.',
  purpose: 'answer',
  nextStep: 'Go back to the cart',
  lead: [
    'your cart is still as you left it. If something held you back, it was probably one of these.',
    'Delivery: cost and time are shown in the checkout, before you pay. Returns: if it is not right, write to us and we will sort it out.',
  ],
  goods: 'items',
  button: 'Finish my order',
  after: ['Something else? Reply to this email and ask. A person answers.'],
});

/** The last reminder where an offer may be made. */
export const cartOffer = writtenEmail({
  key: 'cart-offer',
  name: 'Last cart reminder with an offer',
  subject: '{{ coupon.words }} on what you left in your cart',
  preview: 'For you alone, until {{ coupon.until }}.',
  purpose: 'offer',
  nextStep: 'Order with the code',
  lead: [
    'this is the last time that we write about this cart. If you still want it, perhaps this helps.',
  ],
  goods: 'items',
  offers: true,
  after: ['Changed your mind? Then there is nothing to do.'],
});
