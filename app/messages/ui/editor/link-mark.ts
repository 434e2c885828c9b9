import { Mark } from '@tiptap/core';

/** A link in a text. What is pasted keeps its addresses. */
export const linkMark = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({
    to: { default: 'address', parseHTML: () => 'address' },
    address: { default: '', parseHTML: (element) => element.getAttribute('href') },
  }),
  parseHTML: () => [{ tag: 'a[href]' }],
  // The text of an email that is being written leads nowhere.
  renderHTML: () => ['a', { class: 'email-link' }, 0],
});
