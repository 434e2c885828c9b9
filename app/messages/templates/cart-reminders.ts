import { button, ITEMS_BLOCK, ITEMS_TEXT, paragraphs } from './blocks.ts';
import type { Template } from './template.ts';

const HELLO = '{% if firstName %}Hello {{ firstName }},{% else %}Hello,{% endif %}';

export const cartReminder1: Template = {
  key: 'basket-reminder-1',
  name: 'First cart reminder',
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
