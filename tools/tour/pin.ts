/** The PIN that the visitor of the tour chooses. */
export const pin = '481537';
