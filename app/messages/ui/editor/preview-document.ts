import { blockMarks, markedBlock } from '#app/messages/blocks/block-marks.ts';

/** Puts another email into the document of a preview, which keeps its scroll position. It runs no scripts. */
export function showEmail(document: Document, html: string): void {
  document.documentElement.innerHTML = html;
}

/** The elements of every block in a preview, by its id. */
export function blockElements(document: Document): Map<string, HTMLElement[]> {
  const found = new Map<string, HTMLElement[]>();
  const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  while (comments.nextNode()) {
    const begin = comments.currentNode;
    const id = markedBlock(begin.nodeValue ?? '');
    if (id !== null) found.set(id, elementsUntil(begin, blockMarks(id)[1]));
  }
  return found;
}

function elementsUntil(begin: Node, end: string): HTMLElement[] {
  const elements: HTMLElement[] = [];
  for (let node = begin.nextSibling; node !== null; node = node.nextSibling) {
    if (node.nodeType === Node.COMMENT_NODE && node.nodeValue === end) break;
    // Elements of another document are not instances of this one's classes.
    if (node.nodeType === Node.ELEMENT_NODE) elements.push(node as HTMLElement);
  }
  return elements;
}
