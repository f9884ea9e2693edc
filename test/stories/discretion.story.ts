import { languages, templates } from '#followups';
import { everyMail, tellingNames, tellsIn } from '../support/every-mail.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();

/** Every kind of message there is; at `time_only` a step is not sent at all. */
const everyTemplate = Object.keys(templates).sort();
const withoutSteps = everyTemplate.filter((template) => template !== 'step');
const toMembers = everyTemplate.filter((name) => /^(coach-|invitation|reset)/.test(name));

describe('What a bystander sees of a mail, over every template (issue 3, item 3)', () => {
  it('tells nothing of what it is about: sender, subject, text, HTML, file and file name, links and headers', async () => {
    const { mails, templates: sent } = await everyMail(app, { level: 'discreet' });
    expect(sent).toEqual(everyTemplate);
    expect(mails.length).toBeGreaterThan(everyTemplate.length);
    expect(mails.flatMap((mail) => tellsIn(mail))).toEqual([]);
    expect(languages).toEqual(['en']); // another language is another walk
  });

  it('at "time only" is the time, how it stands and a link: no topic, no coach, no practice, no file, one subject', async () => {
    const { mails, templates: sent } = await everyMail(app, { level: 'time_only', sender: 'diary', subject: 'date' });
    expect(sent).toEqual(withoutSteps);
    expect(mails.flatMap((mail) => tellsIn(mail))).toEqual([]);
    const toClients = mails.filter(({ from }) => from.includes('Diary'));
    expect(new Set(toClients.map(({ subject }) => subject))).toEqual(new Set(['About a date']));
    const kinds = withoutSteps.length - toMembers.length;
    expect(toClients.length).toBeGreaterThanOrEqual(kinds);
    for (const { text, attachments, html } of toClients) {
      expect(attachments).toEqual([]);
      for (const name of [...tellingNames, 'Ana', 'Ben', 'appointment', 'session', 'paid'])
        expect(text).not.toContain(name);
      expect(text).toMatch(
        /^[^\n]+\n\nOpen:\nhttp:\/\/localhost:\d+\/[\w/.-]+\n\n--\nNobody reads answers to this address\.\n?$/,
      );
      expect(html).not.toMatch(/Relationship|Couple/);
    }
    const confirmed = toClients.find(({ text }) => text.includes('Confirmed.'));
    expect(confirmed?.text).toMatch(
      /^Wednesday 13 January 2027 at 10:00 \(Europe\/London, UTC\+00:00\)\. Confirmed\.\n/,
    );
  });

  it('is found where a template tells: the walk sees a telling series that the practice was never allowed to write', async () => {
    const { mails } = await everyMail(app, { level: 'discreet' });
    const [mail] = mails;
    expect(tellsIn({ ...mail!, subject: 'Your couplesession' })).toEqual([expect.stringContaining('subject: couple')]);
    expect(
      tellsIn({ ...mail!, text: `${mail!.text} https://x.example/inTAKE` }).map((one) => one.split(':')[0]),
    ).toEqual(expect.arrayContaining(['body', 'URL']));
  });
});
