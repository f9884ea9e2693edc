/** What a person reads whose answer does not fit: each says what to do. */
export const en = {
  text: 'Please write your answer as text.',
  oneLine: 'Please keep this to one line.',
  tooLong: (most: number) => `Please shorten this to ${most} characters or fewer.`,
  oneOption: 'Please choose one of the answers offered.',
  someOptions: 'Please choose from the answers offered.',
  onceEach: 'Please choose each answer only once.',
  scale: (min: number, max: number) => `Please choose a whole number from ${min} to ${max}.`,
  yesNo: 'Please choose yes or no.',
  date: 'Please give a date that exists, such as 2027-03-28.',
  dateFar: 'Please check the year: it should lie between 1900 and 2199.',
};

/** The same messages in a person's own language. */
export type AnswerTexts = typeof en;
