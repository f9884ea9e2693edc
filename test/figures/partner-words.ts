/** Something of Ana that her partner must not see: by a name for the report, and the text by which it is known again. */
export interface Planted {
  readonly name: string;
  readonly text: string;
}

export const ana = { name: 'Ana Quillfeather', email: 'ana.quillfeather@example.org', timeZone: 'Europe/London' };
export const ben = { name: 'Ben Oakhollow', email: 'ben.oakhollow@example.org', timeZone: 'Europe/Madrid' };
/** Booked for two; the other one was named and has never joined. */
export const dora = { name: 'Dora Winterbourne', email: 'dora.winterbourne@example.org', timeZone: 'Europe/London' };
export const carl = { name: 'Carl Underhill', email: 'carl.underhill@example.org', timeZone: 'Europe/London' };

export const words = {
  answered: 'walnut-harbour-38',
  unfinished: 'juniper-meadow-17',
  notedForCoach: 'thistle-anchor-52',
  notedForAna: 'willow-compass-63',
  notedForBen: 'copper-ladder-44',
  passkey: 'saffron-key-71',
  phone: '+44 7700 900391',
  quietFrom: '21:17',
};
export const bensPin = '480913726058';
export const joint = '2027-01-18T10:00:00Z';
export const later = '2027-01-22T10:00:00Z';
export const own = '2027-01-19T13:20:00Z';
export const doras = '2027-01-20T15:00:00Z';
export const questions = [
  { id: 'first', kind: 'long_text', label: 'What is it about?', required: true },
  { id: 'second', kind: 'yes_no', label: 'May we speak about it?', required: true },
];
