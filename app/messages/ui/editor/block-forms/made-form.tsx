import { SubduedText } from '#app/ui/subdued-text.tsx';
import type { BlockForm } from './block-form.ts';

/** The form of a block that is made for each reader and has nothing to set. @param words what it shows, and when */
export function madeForm<Block>(words: string): BlockForm<Block> {
  return () => <SubduedText>{words}</SubduedText>;
}
