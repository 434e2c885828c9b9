import { compileDesign } from '#app/messages/blocks/compile-design.ts';
import type { EmailTranslation } from '#app/messages/templates/email-content.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import type { Template } from '#app/messages/templates/template.ts';
import { galleryDesign } from './gallery-design.ts';
import type { GalleryEmail } from './gallery-email.ts';

/** An email of the gallery as shops get it: in English, with its German and French. */
export function galleryTemplate(email: GalleryEmail): Template {
  const { key, name, purpose, nextStep, shows, recommends } = email;
  return {
    key,
    name,
    ...wordingOf(email, 'en'),
    translations: { de: wordingOf(email, 'de'), fr: wordingOf(email, 'fr') },
    ...(shows !== undefined && { shows }),
    ...(recommends && { recommends }),
    purpose,
    nextStep,
  };
}

function wordingOf(email: GalleryEmail, language: ReaderLanguage): EmailTranslation {
  const design = galleryDesign(email, language);
  const { recommends: _said, ...compiled } = compileDesign(design);
  return { ...compiled, design };
}
