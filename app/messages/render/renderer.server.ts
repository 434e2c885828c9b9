import { Liquid, type Template as Parsed } from 'liquidjs';
import { LRUCache } from 'lru-cache';
import type { EmailVersion } from '#app/messages/templates/load-emails.server.ts';
import { layout, textLayout } from '#app/messages/templates/layout.ts';
import { layOut, type LaidOut } from './lay-out.server.ts';
import type { MailView } from './mail-view.ts';

export type RenderedMail = { subject: string; html: string; text: string };

/** An email as it is compiled: by what it says, whichever shop says it. */
export type EmailMarkup = Pick<EmailVersion, 'digest' | 'content'>;

/** Writes emails, each compiled once, because turning MJML into HTML costs as much as a hundred emails. */
export type Renderer = {
  /**
   * Compiles those of some emails that are not compiled yet.
   * @returns writes one of them
   * @throws when the process that lays them out does not answer
   */
  prepare(emails: readonly EmailMarkup[]): Promise<RenderEmail>;
  /** What is wrong in the markup of an email, for who publishes it; null when it can be sent. */
  check(email: EmailMarkup): Promise<string | null>;
};

/** Writes an email for a person. @throws when it cannot be compiled or costs too much */
export type RenderEmail = (email: EmailMarkup, view: MailView) => RenderedMail;

type Compiled = { subject: Parsed[]; html: Parsed[]; text: Parsed[] } | { problem: string };

/** Emails kept compiled, at about 80 KB each. */
const MOST_COMPILED = 200;

/** A renderer that has compiled nothing yet. Values are data: they are escaped and never read as Liquid. */
export function createRenderer(): Renderer {
  const html = engine({ outputEscape: 'escape' });
  const plain = engine({});
  const compiled = new LRUCache<string, Compiled>({ max: MOST_COMPILED });

  function compile({ content }: EmailMarkup, laidOut: LaidOut): Compiled {
    if ('problem' in laidOut) return laidOut;
    try {
      return {
        subject: plain.parse(content.subject),
        html: html.parse(withoutIndent(laidOut.page)),
        text: plain.parse(textLayout(content)),
      };
    } catch (error) {
      return { problem: String(error) };
    }
  }

  async function compileAll(emails: readonly EmailMarkup[]): Promise<Map<string, Compiled>> {
    const found = new Map<string, Compiled>();
    const missing = new Map<string, EmailMarkup>();
    for (const email of emails) {
      const known = compiled.get(email.digest);
      if (known) found.set(email.digest, known);
      else missing.set(email.digest, email);
    }
    if (missing.size === 0) return found;
    const wanted = [...missing.values()];
    const pages = await layOut(wanted.map(({ content }) => layout(content)));
    wanted.forEach((email, index) => {
      const made = compile(email, pages[index] ?? { problem: 'It was not laid out.' });
      found.set(email.digest, made);
      compiled.set(email.digest, made);
    });
    return found;
  }

  return {
    async prepare(emails) {
      const ready = await compileAll(emails);
      return ({ digest, content: { name } }, view) => {
        const email = ready.get(digest) ?? { problem: 'It was not prepared.' };
        if ('problem' in email)
          throw new Error(`“${name}” cannot be rendered, change and publish it. ${email.problem}`);
        return {
          subject: oneLine(text(plain.renderSync(email.subject, view))),
          html: text(html.renderSync(email.html, view)),
          text: text(plain.renderSync(email.text, view)),
        };
      };
    },
    async check(email) {
      const made = (await compileAll([email])).get(email.digest);
      return made && 'problem' in made ? made.problem : null;
    },
  };
}

/** Liquid without files, without unescaped output and with bounds on what one mail may cost. */
function engine(options: { outputEscape?: 'escape' }): Liquid {
  const liquid = new Liquid({
    ...options,
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    renderLimit: 1_000,
    memoryLimit: 10_000_000,
    parseLimit: 1_000_000,
  });
  delete liquid.filters['raw'];
  return liquid;
}

/** MJML indents its output; the spaces would be a third of every mail. */
function withoutIndent(page: string): string {
  return page.replace(/\s*\n\s*/g, '\n');
}

function text(rendered: unknown): string {
  return String(rendered);
}

function oneLine(subject: string): string {
  return subject.replace(/\s+/g, ' ').trim();
}
