import type { House, Story } from './house.ts';
import { lookAtMails } from './looks/mails.ts';
import { lookAtMember } from './looks/member.ts';
import { lookAtPerson, lookForNobody } from './looks/person.ts';
import {
  lookAtAnswer,
  lookAtBanner,
  lookAtBlock,
  lookAtBlocked,
  lookAtCount,
  lookAtFile,
  lookAtTries,
} from './looks/shop.ts';
import { momentOf } from './moments.ts';
import { readInBulk } from './steps/bulk.ts';
import { sendFile } from './steps/file.ts';
import { followLinks } from './steps/follow.ts';
import { sendHook } from './steps/hook.ts';
import { installApp, saveSender } from './steps/merchant.ts';
import { sendForm, sendPixel, visitShop } from './steps/storefront.ts';
import type { Expectation, Situation, Step } from './words.ts';

/**
 * Lets a situation happen to the app and looks at what an outsider sees.
 * @returns what is not as it must be, in words; empty when the outcome is right
 */
export async function wrongIn(house: House, situation: Situation): Promise<string[]> {
  const story = await house.begin(situation);
  const wrong: string[] = [];
  const look = async (expected: Expectation) => {
    const said = expected.say ?? expected.see;
    for (const fault of await lookAt(story, expected)) wrong.push(`${said}: ${fault}`);
  };
  try {
    for (const step of situation.steps)
      if (step.do === 'see') await look(step.expect);
      else await take(story, step);
    await story.turns.settle();
    for (const expected of situation.expect) await look(expected);
  } finally {
    await house.end(story);
  }
  // What failed underneath explains what is wrong, and is no fault by itself.
  return wrong.length === 0 ? [] : [...wrong, ...story.turns.failures];
}

async function take(story: Story, step: Exclude<Step, { do: 'see' }>): Promise<void> {
  switch (step.do) {
    case 'hook':
      return await sendHook(story, step);
    case 'clock':
      return await story.turns.passUntil(momentOf(step.to, story.start));
    case 'bulk':
      return await readInBulk(story, step);
    case 'csv':
      return await sendFile(story, step);
    case 'form':
      return await sendForm(story, step);
    case 'visit':
      return await visitShop(story, step);
    case 'follow':
      return await followLinks(story, step);
    case 'pixel':
      return await sendPixel(story, step);
    case 'mail server':
      story.mailServer.refusal = step.answer;
      return;
    case 'sender':
      return await saveSender(story, step);
    case 'install':
      return await installApp(story);
  }
}

async function lookAt(story: Story, expected: Expectation): Promise<string[]> {
  switch (expected.see) {
    case 'mails':
      return await lookAtMails(story, expected);
    case 'banner':
      return await lookAtBanner(story, expected);
    case 'member':
      return await lookAtMember(story, expected);
    case 'person':
      return await lookAtPerson(story, expected);
    case 'no person':
      return await lookForNobody(story, expected);
    case 'people':
    case 'applications':
    case 'problems':
      return await lookAtCount(story, expected);
    case 'answer':
      return lookAtAnswer(story, expected);
    case 'blocked':
      return await lookAtBlocked(story, expected);
    case 'tries':
      return lookAtTries(story, expected);
    case 'file':
      return await lookAtFile(story, expected);
    case 'block':
      return await lookAtBlock(story, expected);
    case 'any': {
      const all: string[][] = [];
      for (const one of expected.of) all.push(await lookAt(story, one));
      return all.some((faults) => faults.length === 0) ? [] : all.flat();
    }
  }
}
