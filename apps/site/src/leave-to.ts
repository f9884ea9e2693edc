/** Where leaving leads: a page that anybody might have open. */
export const leaveTo = 'https://www.bbc.co.uk/weather';
